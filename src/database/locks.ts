/**
 * The advisory locks of the program, each with a number of its own and what it is taken for. During an upgrade two releases run on one
 * database and keep out of each other's way by these numbers: none is changed, and none is used again for something else.
 */
export const locks = {
  /** One replica brings the schema up, the others wait. Taken by itself. */
  migration: 7_305_001,
  /** One process sends for a town. The second number is the town. */
  sender: 7_305_002,
  /** A pool of workers lives, and its jobs are its own. The second number is a hash of the pool's id. */
  workers: 7_305_003,
  /** One process fetches a town's updates from Telegram. The second number is the town. */
  polling: 7_305_004,
  /** One transaction handles the updates of a chat. The second number is a hash of the chat's id. */
  chat: 7_305_005,
  /** A process lives, so what it has in hand did not kill it. The second number is the process's own. */
  life: 7_305_006,
  /** Replicas that start together show their claim links one after the other. Taken by itself. */
  claim: 7_305_007,
  /** One transaction brings the sums of a town's figures up. The second number is the town. */
  sums: 7_305_008,
} as const;
