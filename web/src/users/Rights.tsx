import { useTexts } from "../i18n/use_texts.ts";
import { useHere } from "../shell/session.tsx";
import { useRoleNames } from "./role_names.ts";
import { userTexts } from "./texts.ts";

/** What the matrix gives to whoever is signed in, a line for each resource. */
export function Rights() {
  const t = useTexts(userTexts);
  const roleName = useRoleNames();
  const { tenant } = useHere();
  const resources = new Map<string, string[]>();
  for (const scope of [...tenant.scopes].sort()) {
    const [resource = "", action = ""] = scope.split(":");
    resources.set(resource, [...(resources.get(resource) ?? []), action]);
  }
  return (
    <div className="stack">
      <p>
        {t("rolesText")} <strong>{tenant.roles.map(roleName).join(", ")}</strong>
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t("resource")}</th>
            <th scope="col">{t("actions")}</th>
          </tr>
        </thead>
        <tbody>
          {[...resources].map(([resource, actions]) => (
            <tr key={resource}>
              <th scope="row">{resource}</th>
              <td>{actions.join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
