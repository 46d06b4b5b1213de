import type { ReactNode } from "react";
import {
  Button as Pressable,
  type ButtonProps,
  Tooltip,
  TooltipTrigger,
} from "react-aria-components";
import { Link } from "wouter";
import { useTexts } from "../i18n/use_texts.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { useIsReachable } from "./reachable.ts";
import { kitTexts } from "./texts.ts";

export type Look = "plain" | "primary" | "quiet" | "danger" | "danger primary";

interface Props extends Omit<ButtonProps, "children" | "className" | "style"> {
  look?: Look;
  icon?: IconName;
  small?: boolean;
  children: ReactNode;
}

/**
 * `isPending` keeps the focus and says that it works; the text says the whole effect. What can be
 * pending is asked of the service, and is held back, with the focus, while that does not answer.
 */
export function Button({ look = "plain", icon, small = false, children, ...rest }: Props) {
  const t = useTexts(kitTexts);
  const isReachable = useIsReachable();
  const isHeldBack = rest.isPending === false && !isReachable;
  return (
    <Pressable {...rest} isPending={rest.isPending || isHeldBack} className={classOf(look, small)}>
      {icon && <Icon name={icon} />}
      {children}
      {rest.isPending && <span className="visually-hidden">{t("pending")}</span>}
    </Pressable>
  );
}

interface IconButtonProps extends Omit<
  ButtonProps,
  "children" | "className" | "style" | "aria-label"
> {
  icon: IconName;
  /** What it does: spoken, and shown when it is hovered or focused. */
  label: string;
  look?: Look;
  small?: boolean;
}

export function IconButton({
  icon,
  label,
  look = "quiet",
  small = false,
  ...rest
}: IconButtonProps) {
  return (
    <TooltipTrigger delay={400}>
      <Pressable {...rest} aria-label={label} className={`${classOf(look, small)} square`}>
        <Icon name={icon} />
      </Pressable>
      <Tooltip className="tooltip">{label}</Tooltip>
    </TooltipTrigger>
  );
}

/** Goes to another page and looks like a button. */
export function LinkButton({
  href,
  look = "plain",
  icon,
  small = false,
  children,
}: {
  href: string;
  look?: Look;
  icon?: IconName;
  small?: boolean;
  children: ReactNode;
}) {
  return (
    <Link href={href} className={classOf(look, small)}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

function classOf(look: Look, small: boolean): string {
  return `button ${look === "plain" ? "" : look}${small ? " small" : ""}`;
}
