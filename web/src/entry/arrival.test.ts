import { expect, it } from "vitest";
import type { Session } from "../shell/session.tsx";
import { arrivalOf } from "./arrival.ts";

const session: Session = {
  object: "session",
  id: "ses_1",
  principal: "usr_1",
  kind: "person",
  name: "mika",
  csrf_token: null,
  expires_at: null,
  programme: { name: "Demo", fiscal_year_start: "07-01" },
  tenants: [{ tenant: "partner:P1", roles: ["partner_admin"], sees_money: false, scopes: [] }],
};

it("nobody is sent to another site by a link to sign in", () => {
  const wanted = [
    "//evil.example",
    "https://evil.example",
    "/p/../..//evil",
    "/\\evil",
    "javascript:0",
    "/v1/session",
    "/px",
  ];
  expect(wanted.map((one) => arrivalOf(session, one))).toEqual(wanted.map(() => "/p"));
  expect(arrivalOf(session, "/c/requests?state=open")).toBe("/c/requests?state=open");
  expect(arrivalOf(session, null)).toBe("/p");
});
