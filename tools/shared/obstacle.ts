/** Something stands in the way of a task; the message says what to do. */
export class Obstacle extends Error {}
