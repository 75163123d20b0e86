/**
 * The story that the tour plays: who does what, with a line that says what it means. What the bot asks on the way is answered by the first
 * of `answers` that it offers, so that the story goes on when the bot asks more or less.
 */
const zh = {
  report: "村口路上坑坑洼洼，一下雨全是水",
  answer: "收到，我下午带人过去看。",
  // Of the year: on the first days of a month, its own figures are none.
  figures: "/stats 今年",
  result: "坑都填石压实了，路边挖了排水沟。",
  accept: /接单/,
  reply: /回复/,
  resolve: /办结/,
  satisfied: /满意/,
  unsatisfied: /不满意|基本满意/,
  answers: [/加地点/, /提交/, /照常/, /报问题|新的一件|另一件|不是同一/, /道路/, /发完|写好|就这些/, /跳过/, /确认|^是/],
  keys: [/位置/, /发完|写好|就这些/, /跳过/],
  scenes: {
    open: "家门口：村民报一件事，包村干部马上知道，没有村民点头就不算完。看一遍，一分半钟。",
    report: "村民王有根像发微信一样说一件事，拍一张照片。",
    asked: "机器人只问必须问的：哪一类、在哪里。",
    arrives: "同一秒，东坑村的包村干部李建国收到一张卡片，里面什么都有。",
    accept: "他点「接单」，村民马上知道是谁在办、什么时候办好。",
    answer: "他写一句话，村民在同一个聊天里看到，号码互不公开。",
    time: "时间往前走：快到期会提醒，过期会上报，每天早上有晨报。",
    resolve: "办好了：点「办结」，写一句办得怎样。",
    rate: "村民说了算：点「满意」才算完。",
    figures: "镇里看到的每个数字，都能点开看是哪几件。",
    end: "从报到完，都在聊天里。现在轮到您：右上角可以再拿出别人的手机。",
  },
};

const en = {
  report: "The road by the village gate is full of holes, and under water when it rains",
  answer: "Thank you, I will come and look this afternoon.",
  figures: "/stats this year",
  result: "The holes are filled with stone and rolled, and there is a ditch for the water.",
  accept: /接单|Accept/,
  reply: /回复|Reply/,
  resolve: /办结|Resolve/,
  satisfied: /满意|Satisfied/,
  unsatisfied: /不满意|基本满意|Unsatisfied|Fair|Not/,
  answers: [
    /加地点|Add.*place/i,
    /提交|Submit/,
    /报问题|Report|new matter|another|not the same/i,
    /道路|Road/,
    /发完|That is all/i,
    /跳过|Skip/,
    /确认|^Yes/,
  ],
  keys: [/位置|location/i, /发完|That is all/i, /跳过|Skip/],
  scenes: {
    open: "Doorstep: a villager reports something, the cadre of the village hears at once, and nothing is closed before the villager says so. A minute and a half.",
    report: "Ann says what is wrong, as in any chat, and takes a photo.",
    asked: "The bot asks only what it must know: what kind, and where.",
    arrives: "In the same second Ben, the cadre of her village, has a card with everything.",
    accept: "He accepts, and Ann knows who takes care of it and until when.",
    answer: "He writes a sentence, and she reads it in the same chat; nobody's number is shown.",
    time: "Time runs on: reminders before a deadline, escalation after it, a digest each morning.",
    resolve: "It is done: he resolves it and says what was done.",
    rate: "The villager has the last word: it is over when she is satisfied.",
    figures: "Every figure the town sees can be opened: these are the matters behind it.",
    end: "From the report to its end, all in the chat. Your turn now: take out other phones at the top.",
  },
};

export const scriptIn = (language) => (language === "en" ? en : zh);

const answersAtMost = 12;

/**
 * Plays the story with `hand`, which does on the page what a hand would do.
 *
 * @param cast villager, cadre and admin
 * @throws Error when the page does not go on as told
 */
export async function playStory(hand, script, [villager, cadre, admin]) {
  const { scenes } = script;
  const before = await hand.newestNumber(villager.id);
  await hand.say(scenes.open, 5);
  await hand.front(villager.id);
  await hand.begin(villager.id);
  await hand.say(scenes.report, 3);
  await hand.write(villager.id, script.report);
  await hand.say(scenes.asked, 2);
  const isSubmitted = async () => (await hand.newestNumber(villager.id)) !== before;
  for (let asked = 0; !(await isSubmitted()); asked += 1) {
    if (asked === answersAtMost) throw new Error("the report was not submitted");
    await hand.answer(villager.id, script, isSubmitted);
    if (asked === 0 && !(await isSubmitted())) await hand.takePhoto(villager.id);
  }
  const number = await hand.newestNumber(villager.id);
  const taken = hand.pressOn(cadre.id, `#${number}`);
  await hand.front(cadre.id);
  await hand.say(scenes.arrives, 4);
  await taken(script.accept);
  await hand.say(scenes.accept, 4);
  await taken(script.reply);
  await hand.write(cadre.id, script.answer);
  await hand.front(villager.id);
  await hand.say(scenes.answer, 5);
  await hand.say(scenes.time, 2);
  await hand.passTime(60 * 24);
  await hand.front(cadre.id);
  await hand.wait(4);
  await hand.say(scenes.resolve, 2);
  await taken(script.resolve);
  await hand.write(cadre.id, script.result);
  await hand.front(villager.id);
  await hand.say(scenes.rate, 3);
  await hand.pressOn(villager.id, `#${number}`)(script.satisfied, script.unsatisfied);
  await hand.wait(4);
  await hand.front(admin.id);
  await hand.say(scenes.figures, 1);
  await hand.awaitPicture(admin.id, () => hand.write(admin.id, script.figures));
  await hand.wait(4);
  await hand.say(scenes.end, 6);
}
