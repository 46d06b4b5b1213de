import { demo, makeStore } from "./service.mjs";

makeStore();
console.log(`a store for the contract's tests: ${demo}`);
