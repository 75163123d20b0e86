/** Pictures in one briefing: two pages of it. */
export const maxBriefPhotos = 8;
/** Those of a period to choose from: a screen of buttons. */
export const maxPhotosShown = 24;
