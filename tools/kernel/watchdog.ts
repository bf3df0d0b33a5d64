/**
 * What ends a program when this process cannot do it any more.
 *
 * @module
 */

/**
 * Reads which process to watch. Then a line says that it has ended; the end of
 * the pipe alone, that this process has, in whatever way. If that comes first of
 * all the program may be there and its number not be known: a moment later it is
 * to be seen by the file or the folder among its arguments.
 */
const script = `
if read -r it
then
  read -r _ && exit
  kill -s "$1" -- "$it"
  rm -rf -- "$2"
elif [ "$2" ]
then
  rm -rf -- "$2"
  sleep 1
  pkill "-$1" -f -- "\${2##*/}"
fi`;

/**
 * A shell that waits for this process to end. It is in a session of its own, so
 * that no signal to the group of this process, or from its terminal, hits it.
 * Windows has neither such shells nor groups: nothing is watched there.
 */
export class Watchdog {
  readonly #shell: Deno.ChildProcess | undefined;
  readonly #line: WritableStreamDefaultWriter<Uint8Array> | undefined;

  /**
   * Starts it: before the program, as this process may end between the two.
   *
   * @param signal What the program then gets
   * @param temporary A file or a folder that is the program's alone: it is removed then
   */
  constructor(signal: "KILL" | "TERM", temporary: string | undefined) {
    if (Deno.build.os === "windows") return;
    this.#shell = new Deno.Command("/bin/sh", {
      args: ["-c", script, "watchdog", signal, temporary ?? ""],
      ...{ stdin: "piped", stdout: "null", stderr: "null" },
      detached: true,
    }).spawn();
    this.#line = this.#shell.stdin.getWriter();
  }

  /** Watches over a process, or over a group if the number is negative. */
  watch(id: number): void {
    this.#say(`${id}\n`);
  }

  /**
   * Nothing is to be watched any more: what had this number has ended.
   *
   * @returns When the watchdog has ended, too
   */
  async dismiss(): Promise<void> {
    await this.#say("\n\n"); // The first may stand for the number.
    await this.#line?.close().catch(() => {});
    await this.#shell?.status;
  }

  /** It may have been killed; then nobody watches. */
  async #say(line: string): Promise<void> {
    await this.#line?.write(new TextEncoder().encode(line)).catch(() => {});
  }
}
