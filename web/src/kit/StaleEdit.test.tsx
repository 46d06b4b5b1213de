// @vitest-environment jsdom
import {
  act,
  cleanup,
  fireEvent,
  render,
  renderHook,
  screen,
  within,
} from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { Problem } from "../api/problem.ts";
import { Confirm } from "./Dialog.tsx";
import { Field } from "./Field.tsx";
import { FormDialog } from "./FormDialog.tsx";
import { type Sides, useBasis } from "./StaleEdit.tsx";

// The one thing that the dialogue asks of a browser and jsdom does not have.
vi.stubGlobal("CSS", { escape: (text: string) => text });
afterEach(cleanup);

function problem(status: number, code: string): Problem {
  const title = "It has changed since it was read";
  const rest = { type: "about:blank", detail: "", instance: "", request_id: "req_1", fix: "" };
  return new Problem({ ...rest, title, status, code });
}
const stale = [problem(412, "STALE"), problem(409, "REVISION_CONFLICT")];

const sidesOf = (rest: Partial<Sides> = {}): Sides => ({
  theirs: "Declined by Mika",
  yours: [
    { name: "Step", value: "Approve" },
    { name: "Why", value: "" },
  ],
  onReload: vi.fn(),
  ...rest,
});

function Form({ error, sides, onSubmit }: { error: Error; sides: Sides; onSubmit: () => void }) {
  const [text, setText] = useState("a long reason");
  const form = { title: "Decide", action: "Approve", onSubmit, onClose: vi.fn() };
  return (
    <FormDialog {...form} isPending={false} error={error} stale={sides}>
      <Field label="Reason" value={text} onChange={setText} />
    </FormDialog>
  );
}

it.each(stale)("shows both sides and keeps what was typed: $code", (error) => {
  const [onAgain, onSubmit] = [vi.fn(), vi.fn()];
  render(<Form error={error} sides={sidesOf({ onAgain })} onSubmit={onSubmit} />);
  const theirs = screen.getByRole("region", { name: "As it is now" });
  const yours = screen.getByRole("region", { name: "What you were about to do" });
  expect(theirs.textContent).toContain("Declined by Mika");
  expect(within(yours).getByText("Approve")).toBeTruthy();
  expect(within(yours).queryByText("Why")).toBeNull();
  const field = screen.getByLabelText<HTMLInputElement>("Reason");
  expect(field.value).toBe("a long reason");
  fireEvent.submit(field.form as HTMLFormElement);
  expect(onSubmit, "not sent again without a choice").not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "Do mine on top of it" }));
  expect(onAgain).toHaveBeenCalledOnce();
});

it("offers nothing but to leave it where the wish is not possible any more", () => {
  const sides = sidesOf();
  const confirm = { title: "Sign off", action: "Post it", isOpen: true, error: stale[0] as Error };
  render(
    <Confirm {...confirm} onClose={vi.fn()} onConfirm={vi.fn()} stale={sides}>
      What it posts
    </Confirm>,
  );
  expect(screen.queryByRole("button", { name: "Post it" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Do mine on top of it" })).toBeNull();
  expect(screen.queryByText("What it posts"), "of before").toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Leave it as it is now" }));
  expect(sides.onReload).toHaveBeenCalledOnce();
});

it("takes any other refusal for what it is", () => {
  const refused = problem(409, "PERIOD_CLOSED");
  render(<Form error={refused} sides={sidesOf()} onSubmit={vi.fn()} />);
  expect(screen.queryByRole("region", { name: "As it is now" })).toBeNull();
  expect(screen.getByRole("button", { name: "Approve" })).toBeTruthy();
});

it("sends a wish by what it was made of, until whoever made it has looked again", () => {
  const hook = renderHook(({ now }) => useBasis<number>(now), {
    initialProps: { now: null as number | null },
  });
  expect(hook.result.current.basis).toBeNull();
  hook.rerender({ now: 3 });
  expect(hook.result.current.basis, "as it was when it came").toBe(3);
  hook.rerender({ now: 4 });
  expect(hook.result.current.basis, "others do not move it").toBe(3);
  act(() => hook.result.current.follow(4));
  expect(hook.result.current.basis).toBe(4);
});
