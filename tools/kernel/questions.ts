/**
 * What cells ask the user.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Channel } from "./wire/channel.ts";
import { type Message, newMessage } from "./wire/wire.ts";

/** How often a front end is asked that has not connected for that yet, and how long between. */
const [askAttempts, askMilliseconds] = [10, 100];

/** One question at a time, and its answer. */
export class Questions {
  readonly #stdin: Channel;
  readonly #take: (answer: Message) => void;
  #isAsking = false;

  /** Asks through this channel, and hands each answer over. */
  constructor(stdin: Channel, take: (answer: Message) => void) {
    this.#stdin = stdin;
    this.#take = take;
    stdin.listen((answer) => this.#answer(answer));
  }

  /** Asks who the question names. */
  async ask(question: Message): Promise<void> {
    this.#isAsking = true;
    for (let attempt = 1; !this.#stdin.ask(question); attempt++) {
      // Nobody is there, or not yet: a front end connects its channels one by one.
      if (attempt > askAttempts) return this.giveUp();
      await delay(askMilliseconds);
      if (!this.#isAsking) return;
    }
  }

  /** Answers in place of the user, if a question is open. */
  giveUp(): void {
    this.#answer(newMessage("input_reply", { value: null }));
  }

  #answer(answer: Message): void {
    if (!this.#isAsking || answer.header.msg_type !== "input_reply") return;
    this.#isAsking = false;
    this.#take(answer);
  }
}
