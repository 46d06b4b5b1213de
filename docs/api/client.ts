// A client in TypeScript: from the partners to why one of them is credited what it is. The types come
// from tools/client; the compiler knows every path, parameter and field.
//
//   node client.js http://127.0.0.1:8416 "$ACCREDIT_KEY"
import createClient from "openapi-fetch";
import type { components, paths } from "./accredit.js";

const [baseUrl, key] = process.argv.slice(2);
type Json = "application/json" | "application/problem+json";
const client = createClient<paths, Json>({ baseUrl, headers: { authorization: `Bearer ${key}` } });

type Explanation = components["schemas"]["Explanation"];
type Problem = components["schemas"]["Problem"];

// The data, or the problem as an exception: code, what is wrong, and what to do about it.
function known<Data>(answer: { data?: Data; error?: Problem }): Data {
  if (answer.data !== undefined) return answer.data;
  throw new Error(`${answer.error?.code}: ${answer.error?.detail} ${answer.error?.fix}`);
}

function lines(node: Explanation, depth = 0): string[] {
  const own = `${"  ".repeat(depth)}${node.label}: ${node.value}`;
  return [own, ...node.because.flatMap((one) => lines(one, depth + 1))];
}

const partners = known(await client.GET("/v1/partners", { params: { query: { limit: 3 } } }));
for (const partner of partners.data) console.log(`partner ${partner.id} ${partner.name}`);

const id = partners.data[0].id;
const partner = known(await client.GET("/v1/partners/{id}", { params: { path: { id } } }));
console.log(`status ${partner.status}`);

const query = { from: "2026-03", by: ["measure", "currency"], partner_id: id } as const;
const credit = known(await client.GET("/v1/credit", { params: { query: { ...query, by: [...query.by] } } }));
for (const row of credit.data) console.log(`credit ${row.measure} ${row.amount} ${row.currency}`);

const why = known(await client.GET("/v1/explanation", { params: { query: { partner_id: id, month: "2026-03" } } }));
for (const line of lines(why.explanation).slice(0, 5)) console.log(line);

const nobody = await client.GET("/v1/partners/{id}", { params: { path: { id: "nobody" } } });
console.log(`refused ${nobody.error?.code}`);
