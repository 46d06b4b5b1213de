// What a journey asks of the service beside the browser.
import { ask } from "../contract/service.mjs";
import { equal } from "./expect.mjs";

let number = 0;

// Asks as whoever the key is of.
export async function post(service, key, target, body) {
  const headers = {
    authorization: `Bearer ${key}`,
    "content-type": "application/json",
    "idempotency-key": `journey-${process.pid}-${(number += 1)}`,
  };
  const answer = await ask(service.url, {
    method: "POST",
    target,
    headers,
    body: JSON.stringify(body),
  });
  equal(answer.status < 300, true, `${target}: ${answer.text}`);
  return answer.json;
}

export async function rows(service, target) {
  const headers = { authorization: `Bearer ${service.key}` };
  return (await ask(service.url, { target, headers })).json.data;
}

// An administrator's key of a partner.
export async function partnerKey(service, partner) {
  const wish = {
    name: `of ${partner} ${(number += 1)}`,
    role: "partner_admin",
    partner_id: partner,
  };
  return (await post(service, service.key, "/v1/keys", wish)).secret;
}
