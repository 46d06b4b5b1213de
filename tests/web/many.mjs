// A store with very many associations, and a table of them that is scrolled from end to end.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { accredit, run, work } from "../contract/service.mjs";

// One partner of record for each of so many subscriptions, the last one of a customer that stands
// behind the first thousand.
export const withAssociations = (rows) => (store) => {
  const id = (row) => String(row).padStart(7, "0");
  const customer = (row) =>
    row === rows - 1 ? "D0600" : `C${String(1 + (row % 500)).padStart(3, "0")}`;
  const write = (name, head, line, lines = rows) => {
    const file = path.join(work, name);
    writeFileSync(
      file,
      `${head}\n${Array.from({ length: lines }, (_, row) => line(row)).join("\n")}\n`,
    );
    return file;
  };
  const files = [
    write(
      "customers.csv",
      "customer_id,name,country",
      (row) => `D${id(row + 1).slice(-4)},Behind ${row + 1},DE`,
      600,
    ),
    write(
      "subscriptions.csv",
      "subscription_id,customer_id,product_id,currency,starts_on,ends_on",
      (row) => `B${id(row)},${customer(row)},lumen-office,USD,2024-01-01,`,
    ),
    write(
      "associations.csv",
      "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,ends_on",
      (row) =>
        `BA${id(row)},dpor,P${String(1 + (row % 25)).padStart(2, "0")},${customer(row)},B${id(row)},,2024-02-01,`,
    ),
  ];
  run(accredit, ["import", ...files, "--data", store, "--quiet"], { stdio: "pipe" });
};

// Waits until so many rows are loaded.
export async function loaded(person, wanted) {
  await person.page.waitForFunction(
    (least) =>
      Number(
        /[\d,.]+/.exec(document.querySelector(".count")?.textContent ?? "0")[0].replace(/\D/g, ""),
      ) >= least,
    wanted,
    { timeout: 600_000 },
  );
  await person.settled();
}

// A screen's height in three frames: {frames, gaps}, milliseconds of each and places without a row.
export function scrollThrough(page) {
  return page.evaluate(
    () =>
      new Promise((done) => {
        const box = document.querySelector(".table-scroll");
        const { left, top, height } = box.getBoundingClientRect();
        const frames = [];
        let gaps = 0;
        let before = performance.now();
        const step = () => {
          const now = performance.now();
          frames.push(now - before);
          before = now;
          for (const share of [0.3, 0.6, 0.9])
            if (
              !document
                .elementFromPoint(left + 80, top + height * share)
                ?.closest("tr[aria-rowindex]")
            )
              gaps += 1;
          box.scrollTop += height / 3;
          if (box.scrollTop + height >= box.scrollHeight - 1 || frames.length > 1500)
            done({ frames, gaps });
          else requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
  );
}
