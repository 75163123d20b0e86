/** Every number of the practice stands here, with its reason. Durations carry their unit in their name. */

/** A description longer than this is a letter, not a report; the person is asked to shorten it and the draft stays. */
export const maxDescriptionCharacters = 3000;
/** What a cadre reads on a card without scrolling; the rest follows as messages. */
export const maxCardDescriptionCharacters = 900;
/** What somebody adds to what they said of a matter in the last minutes is acknowledged by a sign, not by the same sentence again. */
export const saidLatelyMinutes = 30;
/** Longer words are folded on a card, so that its state and its deadline stand on the same screen of a small phone. */
export const maxUnfoldedCharacters = 160;
/** Telegram's captions end at 1024 characters; the heading of who speaks needs some of them. */
export const maxCaptionBodyCharacters = 800;
export const maxPlaceCharacters = 200;
export const maxFieldCharacters = 200;
/** What a service is, for whom, and what to bring: read on a phone before anything is asked. */
export const maxGuideCharacters = 600;
/** Nobody answers more questions than this in a chat. */
export const maxFieldsPerService = 12;
/** Parties of one dispute; a land quarrel of a whole group is about this many households. */
export const maxParties = 10;
export const maxNameCharacters = 40;
/** A reason is a sentence that somebody else reads on a phone. */
export const maxReasonCharacters = 500;
/** What everybody of a village reads before they press one of two buttons. */
export const maxRollCallCharacters = 300;
/** A canned reply stands on a button. */
export const maxCannedReplyCharacters = 200;
/** An album has at most 10 items; two albums are plenty for one matter. */
export const maxAttachments = 20;
/** What was added to a matter and is handed with its card to the person who gets it next: two albums and twenty sentences. */
export const maxGivenAgain = 40;
/** People offered by name to whom something is handed: more names than fit on a screen are not read. */
export const maxLikelyPeople = 6;
/** A person who types a surname sees so many of that name. */
export const maxNamesFound = 10;
/** A township has some ten stations. */
export const maxStationsOffered = 20;
/** A township has a few dozen villages; more is a pasted mistake. */
export const maxVillages = 200;
export const maxGroupsPerVillage = 60;
/** A reader of more exceptions than this no longer knows who comes first. */
export const maxOwnRules = 40;

/** Words of danger that a town adds: a dialect has a few dozen for it. */
export const maxAlarmWords = 200;
/** A longer one is a sentence, which nobody writes again just so. */
export const maxAlarmWordCharacters = 20;
/** One character stands in too many innocent words. */
export const minAlarmWordCharacters = 2;
/** So many officials of one surname fit below a question; more are found by a full name. */
export const maxNamedAsked = 6;

/** After this long without a rating the ticket is taken as confirmed (auto-close). */
export const confirmDays = 7;
/** The one reminder to rate comes in the middle of that time. */
export const confirmReminderDays = 3;
/** How long a question to the villager may stop the clock. */
export const waitingVillagerDays = 7;
/** 催办 at most once a day: it should mean something. */
export const chaseIntervalHours = 24;
/** After a chase the next reminder comes this soon, in working hours. */
export const chaseReminderHours = 4;
/** After two reopenings writing has failed; the leader calls. */
export const maxReopenings = 2;
/** Village → leader → town; the county has no account here. */
export const maxLevel = 2;
/** The reminder comes when this part of the time for the duty has passed. */
export const reminderAtPart = 0.75;
/** An emergency nobody has taken is repeated this often … */
export const emergencyRepeatMinutes = 2;
/** An invitation that was not used by then was meant for someone who has left. */
export const inviteDays = 7;
/** The link that a start prints is passed on to the first admin; a new start makes a new one anyway. */
export const claimDays = 7;
/** A person who runs `npm run claim` has somebody waiting for the link. */
export const recoveryHours = 24;
/** A villager's message soon after the cadre's is an answer to it, without any button. */
export const answerWindowHours = 72;
/** After a settled dispute somebody looks in again (回访). */
export const disputeFollowUpDays = 30;
/** The one extension of a petition: Regulations on Petition Work, article 34. */
export const petitionExtensionDays = 30;
/** Of the tickets closed in a month, this part is called back by a leader, at random. */
export const callBackPart = 0.1;
export const callBackWithinDays = 30;
/** A person who does not use the bot is called back within this time after 办结, and again after so many days when nobody was reached. */
export const callBackWorkingDays = 3;
export const callTriesAfterDays = 1;
/** Whom one neighbour or shopkeeper reports for, and who reports for one person: buttons of a screen. */
export const maxHelped = 12;
/** How soon a leader calls somebody whom two reopenings did not content, in working hours. */
export const leaderCallsWithinHours = 8;
export const maxAgreementCharacters = 2000;
/** Five lines and five buttons are one screen of a small phone. */
export const maxTicketsListed = 5;
export const maxInDigest = 5;
/** Tickets that are brought into the sums of figures in one transaction: a tenth of a second. */
export const maxCountedAtOnce = 2_000;
/** So often in a minute: a town of a million tickets that comes from an earlier release is counted within half an hour, beside its timers. */
export const maxCountedTimes = 20;
/** Days on which something is due that are added up in one transaction: more than fall due in a year. */
export const maxDaysAddedUp = 400;
export const maxCardCopies = 30;
/** What a group is shown again at once, when its cards were lost: Telegram lets it have twenty messages a minute. */
export const maxShownAgain = 30;
/** From here on two reports are offered as one matter; chosen on one half of `bench/similar-reports.ts`, shown on the other. */
export const similarEnough = 0.28;
export const similarNearMetres = 150;
/** Older matters are rarely the same one. */
export const similarWithinDays = 60;
export const maxSimilarShown = 3;
/** Far more than a village ever has open, when a whole township collects some forty problems in a quarter; the newest are compared. */
export const maxCompared = 100;
/** Words too short to be a report: a greeting, a test. */
export const minReportCharacters = 4;

/** Farmers rise early and go to bed early: announcements wait from nine in the evening until seven. */
export const quietHours = { fromHour: 21, toHour: 7 };
/** Topics, titles and names of speakers fit on one line of a phone. */
/** What is done about a recurring problem, and what came of it. */
export const maxMeasureCharacters = 500;
export const maxTopicCharacters = 60;
/** A question at a session, and what is answered to it. */
export const maxQuestionCharacters = 500;
export const maxAnswerCharacters = 1000;
export const maxSeats = 2000;
/** People who are all there begin early; what is counted longer before is another session, or a slip of the finger. */
export const sessionHeldEarlyHours = 2;
/** What took place is written down within a quarter and its report; what is older belongs to a briefing that was handed in. */
export const maxDaysRecordedAfter = 120;
/** A night school of a winter, every week. */
export const maxSessionsInSeries = 16;
/** The fullest threshing floor; more is a typing mistake. */
export const maxAttendance = 5000;
export const maxPeopleTalkedTo = 500;
/** More people at one door are a meeting. */
export const maxCompanions = 8;
/** Lines on a household's page: what somebody reads before they knock. */
export const maxHouseholdLines = 15;
/** A name and a phone number on one line. */
export const maxHouseholdCharacters = 60;
export const maxHouseholdsShown = 24;
/** Visits and changes on the page of a care file: what somebody reads before they go. */
export const maxCareLines = 10;
export const maxCareFilesShown = 20;
/** Rhythms of care visits, in days. */
export const careRhythms = [7, 14, 30, 90];
/** ¥50,000: no township hands more to one household in one go. */
export const maxCondolenceFen = 5_000_000;
export const maxCondolenceItems = 1000;
/** What waits for a second person: a screen of buttons; the oldest come first. */
export const maxGiftsShown = 12;
/** What came into the store last; older lines are in the ledger. */
export const maxStockLinesShown = 8;
/** More kinds of things than this are a list of their own. */
export const maxGoodsKinds = 12;
/** What was handed over, on one line. */
export const maxGoodsCharacters = 60;
/** How a household in need lives: read before each visit. */
export const maxSituationCharacters = 300;
/** So many reports of one category in one village, within this time, are a topic (每月一题). */
export const recurringAtLeast = 3;
export const recurringWithinDays = 90;
/** A longer voice message is no report, and takes an engine minutes. */
export const maxVoiceSeconds = 300;
/** Of one chat; what is said beyond that is heard by people. */
export const maxVoicesWaiting = 20;
/** An engine of this machine needs about as long as somebody spoke, on a slow processor; then it is given up. */
export const maxTranscribeSeconds = 180;
export const maxTranscribeTries = 3;
/** Five minutes of speech are some 1,500 characters; an engine that babbles is cut off. */
export const maxTranscriptCharacters = 1_500;
export const maxTranscriptBytes = 100_000;
/** An engine of this machine reads the longest text, twelve minutes of speech, within two. */
export const maxSpeechSeconds = 120;
/** Twelve minutes of Opus; Telegram takes 50 MB. */
export const maxSpeechBytes = 10_000_000;
/** Shorter words are read sooner than listened to. */
export const minAloudCharacters = 60;
/** Texts of which it is remembered how Telegram calls their voice message: an announcement is listened to by many. */
export const maxSpeechesRemembered = 200;
/** What somebody asks the policy shelf, in their own words. */
export const maxPolicyQuestionCharacters = 100;
export const maxPolicyNotesShown = 3;
/** Notes that are compared with a question: those that share most with it. */
export const maxPolicyCandidates = 400;
export const maxPolicyTitleCharacters = 40;
/** Of one note, as one line. */
export const maxPolicyKeywordCharacters = 200;
export const notesOnPage = 8;
/** Of `@bot words`: what a phone shows without much scrolling. */
export const inlineNotesOnPage = 10;
/** So long Telegram answers the same words by itself: what leaves the shelf is found no more within a minute. */
export const inlineCacheSeconds = 60;
/** Each is looked for in every question. */
export const maxSynonymGroups = 200;

/**
 * Updates that one person may send in a minute for long; nobody presses and writes so fast, a cadre with a roster in hand makes 60. Until
 * it is used up, `maxUpdatesAtOnce` more: a long list worked off in one go, albums, forty photos forwarded.
 */
export const maxUpdatesAMinute = 300;
export const maxUpdatesAtOnce = 400;
/** A person who is beyond that is not listened to for so long, and is told once: long enough to put the phone down, short enough to wait for. */
export const notListeningSeconds = 60;
/** Of so many people it is remembered how much they sent lately; the person who has been quiet is forgotten first. */
export const maxPeopleWatched = 100_000;
/** What a villager may add to one matter in ten minutes: two albums and twenty sentences. More is for nobody to read. */
export const maxAddedInWindow = 40;
export const addedWindowMinutes = 10;
/** Of one person no more than this is noted in the audit in an hour: what they are after is known by then. */
export const maxAuditedAnHour = 500;
/** Codes of start links are opened, never typed; the person who has been wrong so often in an hour is guessing. */
export const maxWrongCodesAnHour = 10;
/** Workbooks that somebody sent and has neither written nor thrown away: the newest of a try, its repair and another list. */
export const maxWorkbooksWaiting = 3;

/** A timer that fails is tried again after one, two, four minutes; by then it is no passing trouble. */
export const maxTimerFailures = 4;
export const firstTimerPauseMinutes = 1;
/** Timers are looked at each full minute, and some milliseconds after it: a pause of whole minutes would be over just after the look. */
export const timerSlackSeconds = 5;
/** Then it is parked: an admin is told, and it is tried once a day, for it may have been repaired. */
export const parkedTimerHours = 24;
/** A ticket's clock goes on by hours; what is due again and again in the same minute does not go on at all. */
export const maxTimersOfOne = 20;

// What is shown at once, and names that stand on buttons.

/** Where a village is asked for, words of this length are no name but a matter. */
export const minMatterCharacters = 6;
/** Words of danger typed in one message: some twenty of them. */
export const maxAlarmWordsTyped = 500;
/** The name of a category stands on a button, two in a row. */
export const maxCategoryCharacters = 20;
/** The name of a service stands on a button … */
export const maxServiceCharacters = 20;
/** … and what it asks for before each answer. */
export const maxFieldNameCharacters = 20;
/** Groups of a village to choose from: as many as a village may have. */
export const maxGroupButtons = 60;
/** A screen of buttons; any other speaker is typed. */
export const maxSpeakersOffered = 12;
/** Stations that help after violence at home: a screen of buttons. */
export const maxHelpingStations = 8;
/** Canned replies of one person: a screen of buttons. */
export const maxCannedReplies = 12;
/** Differences of a workbook listed in one message; of the rest the number is said. */
export const maxDifferencesShown = 40;
/** Disputes under way that a briefing lists: a township has four of them in a quarter. */
export const maxOpenListed = 50;
/** Rows behind one number that are kept with a briefing that is handed in: a year's visits of a large township. */
export const maxKeptRows = 20_000;
/** Figures sent by themselves: a town has some leaders and some groups, and each report costs a picture. */
export const maxScheduledReports = 40;
/** A ledger's sheet: ten years of a township. Its file is then some 35 MB, of which Telegram takes 50, and verifying it takes half a minute. */
export const maxLedgerRows = 100_000;
/** From so many rows on it takes long enough that somebody wonders whether anything happens. */
export const minRowsWithProgress = 2_000;
/** Often enough to see that it goes on; each is an edit of one message. */
export const progressEverySeconds = 3;
/** The newest announcements under 通知. */
export const maxAnnouncementsShown = 5;
/** Planned sessions to choose from: a screen of buttons. */
export const maxSessionsShown = 20;
/** Telegram lets a bot delete its messages for 48 hours; an hour is left for what waits to be sent. */
export const takeBackHours = 47;

/** An upgrade without a pause is over in a minute or two; an older release that still runs then was forgotten. */
export const olderReleaseMinutes = 10;

/** One night may fail; after two the admins hear of it each morning. */
export const maxDaysWithoutBackup = 2;

/** Answers of a poll: as many as are read before one is chosen; Telegram takes twelve, of a hundred characters each. */
export const maxPollOptions = 10;
export const maxPollOptionCharacters = 100;
/** The newest polls under /outreach. */
export const maxPollsShown = 6;

/** Rounds that a town keeps at once: some for each village and station; more are forgotten ones. */
export const maxRoundsOpen = 120;
export const maxRoundsShown = 20;
/** Given days of one round: once a week for half a year. */
export const maxRoundDates = 26;
/** How far ahead a next day is looked for: a season comes once a year. */
export const maxDaysToNextTurn = 400;
/** What was done and not written down is written down within the week, or it is nobody's memory any more. */
export const maxDaysTurnLate = 7;
/** The last turns on a round's page. */
export const maxTurnsShown = 10;
/** Missed turns that are listed at once: a screen. */
export const maxMissedShown = 20;

/** Photos of a topic, before and after, that are shown at once: an album. */
export const maxTopicPhotos = 10;
/** ¥100,000,000: a project of a county, not of a village's topic. */
export const maxTopicFen = 10_000_000_000;
