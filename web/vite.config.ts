import path from "node:path";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { blockingScript } from "./build/blocking_script.ts";

// ACCREDIT_URL: the service that `tools/web dev` asks; it runs beside.
const service = process.env.ACCREDIT_URL ?? "http://127.0.0.1:8416";

export default defineConfig({
  base: "/",
  cacheDir: path.resolve(import.meta.dirname, "../build/web-cache"),
  publicDir: false,
  resolve: { alias: { "#": path.resolve(import.meta.dirname, "src") } },
  plugins: [
    react(),
    { ...optimizeLocales.vite({ locales: ["en-US", "de-DE"] }), enforce: "pre" as const },
    blockingScript(path.resolve(import.meta.dirname, "boot/first_paint.js")),
  ],
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: "manifest.json",
    rollupOptions: { output: { assetFileNames: "assets/[name]-[hash][extname]" } },
  },
  server: {
    fs: { allow: [path.resolve(import.meta.dirname, "..")] },
    proxy: { "/healthz": { target: service }, "/v1": { target: service, changeOrigin: true } },
  },
  test: {
    include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.{ts,tsx}"],
    testTimeout: 120_000, // no bound of speed: a busy machine is not a fault
    environment: "node",
    server: { deps: { inline: [/react-aria/] } },
  },
});
