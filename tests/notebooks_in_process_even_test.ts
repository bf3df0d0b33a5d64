import { testInProcess } from "./in_process.ts";

testInProcess("even");
