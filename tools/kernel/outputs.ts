/**
 * What cells show, on its way to the front ends.
 *
 * @module
 */
import type { Channel } from "./wire/channel.ts";
import type { Result } from "./result.ts";
import { asRelayMessage, type Message, newMessage } from "./wire/wire.ts";

/** How long printed text is collected, so that a loop of prints is no flood of messages. */
const collectMilliseconds = 50;

/** Gives each output to the cell that it belongs to, in the order that they came. */
export class Outputs {
  /** The last cell: what is shown belongs to it. */
  cell?: Message;
  readonly #iopub: Channel;
  #isRunning = false;
  /** The cell's errors, to be shown behind all else. */
  #errors: Message[] = [];
  /** Text that is being collected. */
  #printed = { name: "", text: "" };

  /** Outputs go out through this channel. */
  constructor(iopub: Channel) {
    this.#iopub = iopub;
  }

  /** From now on outputs belong to this cell. */
  begin(cell: Message): void {
    this.cell = cell;
    this.#isRunning = true;
  }

  /** Everything of the cell is here; returns whether an error was among it. */
  end(): boolean {
    const errors = this.#errors.splice(0);
    for (const error of errors) this.#show(error);
    this.flush();
    this.#isRunning = false;
    return errors.length > 0;
  }

  /** Takes what Deno's kernel publishes. */
  publish(message: Message): void {
    const { header, parent, content } = message;
    if (header.msg_type === "execute_input") {
      const isOfCell = parent.msg_id === this.cell?.header.msg_id;
      const { code, silent } = this.cell?.content ?? {};
      if (!isOfCell || silent) return; // The relay's own code is nobody's.
      this.#show({ ...message, content: { ...content, code } });
    } else if (header.msg_type === "stream") {
      this.print(content.name, content.text);
    } else if (header.msg_type === "error" && this.#isRunning) {
      this.#errors.push(message);
    } else {
      this.#show(message);
    }
  }

  /** Puts another error in the place of the cell's. */
  replaceErrors({ ename, evalue, traceback }: Result): void {
    if (this.#errors.length === 0) return;
    this.#errors = [newMessage("error", { ename, evalue, traceback })];
  }

  /** Takes text. */
  print(name: string, text: string): void {
    if (text === "") return;
    if (!this.cell) return console.error(text); // For the server's log.
    if (name !== this.#printed.name) this.flush();
    if (this.#printed.text === "") {
      setTimeout(() => this.flush(), collectMilliseconds);
    }
    this.#printed = { name, text: this.#printed.text + text };
  }

  /** Takes an error that is the relay's. */
  fail(content: object): void {
    this.#show(newMessage("error", content));
  }

  /** Sends on what belongs to the cell, behind the text that came before. */
  #show(message: Message): void {
    this.flush();
    this.#iopub.send(asRelayMessage(message, this.cell?.header ?? {}));
  }

  /** Sends on what was collected. */
  flush(): void {
    const { name, text } = this.#printed;
    this.#printed = { name: "", text: "" };
    if (text !== "") this.#show(newMessage("stream", { name, text }));
  }
}
