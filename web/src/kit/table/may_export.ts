import { createContext } from "react";

/** Whether whoever looks may have whole lists made into files; set by the portal that is open. */
export const MayExport = createContext(false);
