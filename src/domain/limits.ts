/** Every number of the practice stands here, with its reason. Durations carry their unit in their name. */

/** A description longer than this is a letter, not a report; the person is asked to shorten it and the draft stays. */
export const maxDescriptionCharacters = 3000;
/** What a cadre reads on a card without scrolling; the rest follows as messages. */
export const maxCardDescriptionCharacters = 900;
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
/** An album has at most 10 items; two albums are plenty for one matter. */
export const maxAttachments = 20;
/** A township has a few dozen villages; more is a pasted mistake. */
export const maxVillages = 200;
export const maxGroupsPerVillage = 60;
/** Whoever reads more exceptions than this no longer knows who comes first. */
export const maxOwnRules = 40;

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
/** A villager's message soon after the cadre's is an answer to it, without any button. */
export const answerWindowHours = 72;
/** After a settled dispute somebody looks in again (回访). */
export const disputeFollowUpDays = 30;
/** The one extension of a petition: Regulations on Petition Work, article 34. */
export const petitionExtensionDays = 30;
/** Of the tickets closed in a month, this part is called back by a leader, at random. */
export const callBackPart = 0.1;
export const callBackWithinDays = 30;
/** How soon a leader calls somebody whom two reopenings did not content, in working hours. */
export const leaderCallsWithinHours = 8;
export const maxAgreementCharacters = 2000;
export const maxTicketsListed = 20;
export const mostInDigest = 5;
export const maxCardCopies = 30;
/** From here on two reports are offered as one matter; chosen on one half of `bench/similar-reports.ts`, shown on the other. */
export const similarEnough = 0.28;
export const similarNearMetres = 150;
/** Older matters are rarely the same one. */
export const similarWithinDays = 60;
export const mostSimilarShown = 3;
/** Far more than a village ever has open, when a whole township collects some forty problems in a quarter; the newest are compared. */
export const mostCompared = 100;
/** Words too short to be a report: a greeting, a test. */
export const minReportCharacters = 4;

/** Farmers rise early and go to bed early: announcements wait from nine in the evening until seven. */
export const quietHours = { fromHour: 21, toHour: 7 };
/** Topics, titles and names of speakers fit on one line of a phone. */
export const maxTopicCharacters = 60;
export const maxSeats = 2000;
/** People who are all there begin early; what is counted longer before is another session, or a slip of the finger. */
export const sessionHeldEarlyHours = 2;
/** The fullest threshing floor; more is a typing mistake. */
export const maxAttendance = 5000;
export const maxPeopleTalkedTo = 500;
export const mostHouseholdsShown = 24;
export const mostCareFilesShown = 20;
export const mostEntriesShown = 20;
export const maxRosterRows = 2000;
/** Rhythms of care visits, in days. */
export const careRhythms = [7, 14, 30, 90];
/** ¥50,000: no township hands more to one household in one go. */
export const maxCondolenceFen = 5_000_000;
export const maxCondolenceItems = 1000;
/** So many reports of one category in one village, within this time, are a topic (每月一题). */
export const recurringAtLeast = 3;
export const recurringWithinDays = 90;
export const mostPolicyNotesShown = 3;
