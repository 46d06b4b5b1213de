import "./style/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { followService } from "./api/reach.ts";
import { App } from "./app.tsx";
import { followPreferences } from "./preferences/preferences.ts";

followPreferences();
followService();
const ground = document.getElementById("app");
if (ground === null) throw new Error("index.html has no place for the app");
createRoot(ground).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
