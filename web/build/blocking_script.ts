import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/**
 * Puts a classic script into the head, before anything is painted, as a file of its own: a policy
 * that allows no inline script allows this one.
 */
export function blockingScript(file: string): Plugin {
  let reference = "";
  return {
    name: "blocking-script",
    apply: "build",
    buildStart() {
      const source = readFileSync(file, "utf8");
      reference = this.emitFile({ type: "asset", name: "first_paint.js", source });
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, context) {
        const assets = Object.values(context.bundle ?? {});
        const found = assets.find(
          (one) => one.type === "asset" && one.names.includes("first_paint.js"),
        );
        if (!found || reference === "") throw new Error("first_paint.js is not in the bundle");
        return [{ tag: "script", attrs: { src: `/${found.fileName}` }, injectTo: "head-prepend" }];
      },
    },
  };
}
