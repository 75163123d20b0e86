import { Socket } from "node:net";

/**
 * A driver's way to the server, made by us: so what is asked in one breath can be held together, and a connection that says nothing can
 * be cut, without reaching into the driver.
 */
export class OwnSocket extends Socket {
  private onGone: (() => void) | undefined;

  /** @param onGone hears of its end, whichever side ended it and whatever listeners a driver removes */
  constructor(onGone?: () => void) {
    super();
    this.onGone = onGone;
    this.setNoDelay(true);
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void) {
    super._destroy(error, callback);
    this.onGone?.();
  }

  /** What is written until the end of this breath leaves in one packet. */
  gather() {
    this.cork();
    process.nextTick(() => this.uncork());
  }
}
