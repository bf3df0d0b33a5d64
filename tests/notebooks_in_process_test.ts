import { testInProcess } from "./in_process.ts";

testInProcess("odd");
