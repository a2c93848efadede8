/** Lets in no more than fit. One may wait at the door. */
export class Room {
  #free: number;
  #waiting: (() => void) | undefined;

  constructor(places: number) {
    this.#free = places;
  }

  async enter(): Promise<void> {
    while (this.#free === 0) {
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
    this.#free -= 1;
  }

  leave(): void {
    this.#free += 1;
    this.#waiting?.();
    this.#waiting = undefined;
  }
}
