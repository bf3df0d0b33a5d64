import { plant } from "/work/census/tests/census/planted.ts";
await plant("/tmp/census_w/qwen.safetensors",{rows:151936,columns:2560,scale:1});
