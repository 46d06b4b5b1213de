import { useLocation } from "wouter";
import { api, settle } from "../api/client.ts";
import { languages } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { IconButton } from "../kit/Button.tsx";
import { type Choices, Menu } from "../kit/Menu.tsx";
import { sayFault } from "../kit/Toast.tsx";
import { type Preferences, setPreferences, usePreferences } from "../preferences/preferences.ts";
import { type Side, useHere, useWelcome } from "./session.tsx";
import { shellTexts } from "./texts.ts";

/** In their own words, whatever is spoken now. */
const kNames = { en: "English", de: "Deutsch" } as const;

export function SettingsMenu() {
  const t = useTexts(shellTexts);
  const now = usePreferences();
  const choice = <K extends keyof Preferences>(
    id: K,
    title: string,
    options: { id: string; text: string }[],
    chosen: string,
  ): Choices => ({
    id,
    title,
    mode: "one",
    chosen: [chosen],
    options,
    choose: ([picked]) =>
      setPreferences({
        [id]: id === "shortcuts" ? picked === "on" : picked,
      } as Partial<Preferences>),
  });
  const choices = [
    choice(
      "theme",
      t("theme"),
      [
        { id: "system", text: t("themeSystem") },
        { id: "light", text: t("themeLight") },
        { id: "dark", text: t("themeDark") },
      ],
      now.theme,
    ),
    choice(
      "density",
      t("density"),
      [
        { id: "compact", text: t("compact") },
        { id: "comfortable", text: t("comfortable") },
      ],
      now.density,
    ),
    choice(
      "language",
      t("language"),
      [
        { id: "system", text: t("languageSystem") },
        ...languages.map((one) => ({ id: one, text: kNames[one] })),
        { id: "pseudo", text: t("pseudo") },
      ],
      now.language,
    ),
    choice(
      "shortcuts",
      t("singleKeys"),
      [
        { id: "on", text: t("on") },
        { id: "off", text: t("off") },
      ],
      now.shortcuts ? "on" : "off",
    ),
  ];
  return (
    <Menu label={t("settings")} choices={choices}>
      <IconButton icon="settings" label={t("settings")} />
    </Menu>
  );
}

export const portalOf: Readonly<Record<Side, string>> = {
  customer: "/c",
  partner: "/p",
  operator: "/o",
};

export function PersonMenu() {
  const t = useTexts(shellTexts);
  const { session, tenant, tenants } = useHere();
  const [, go] = useLocation();
  const welcome = useWelcome();
  const name = session.name ?? session.principal;
  const signOut = () =>
    void settle(api.DELETE("/v1/session")).then(() => {
      welcome(null);
      go("/sign-in?left=1");
    }, sayFault);
  const others = tenants
    .filter((one) => one.text !== tenant.text)
    .map((one) => ({
      id: one.text,
      text: t("switchTo", { tenant: one.text }),
      run: () => go(`${portalOf[one.side]}?for=${encodeURIComponent(one.text)}`),
    }));
  return (
    <Menu
      label={t("person", { name })}
      actions={[...others, { id: "out", text: t("signOut"), icon: "out", run: signOut }]}
    >
      <IconButton icon="user" label={t("person", { name })} />
    </Menu>
  );
}
