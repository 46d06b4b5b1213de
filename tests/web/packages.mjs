// What web/package-lock.json pins, for the tests: they lie in another folder.
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "../contract/service.mjs";

const find = createRequire(path.join(root, "web/package.json"));
export const { chromium } = find("playwright-core");
export const axe = find("axe-core").source;
export const validator = find.resolve("vnu-jar/build/dist/vnu.jar");
