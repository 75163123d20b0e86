/** A refusal as the Bot API server words it; everything in `emulator/` throws only this for the bot to see. */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined;

  constructor(code: number, description: string, parameters?: ApiError["parameters"]) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** Shorthand for the most frequent kind: 400 with the prefix that Telegram puts before the reason. */
export const badRequest = (reason: string) => new ApiError(400, `Bad Request: ${reason}`);
export const forbidden = (reason: string) => new ApiError(403, `Forbidden: ${reason}`);
