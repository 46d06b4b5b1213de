import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as Group } from "react-aria-components";

export interface TabOf {
  id: string;
  title: string;
  content: ReactNode;
}

/** Which one is open belongs into the address: `chosen` and `onChoose` of useAddress. */
export function Tabs({
  label,
  tabs,
  chosen,
  onChoose,
}: {
  label: string;
  tabs: readonly TabOf[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  return (
    <Group className="tabs" selectedKey={chosen} onSelectionChange={(id) => onChoose(String(id))}>
      <TabList aria-label={label}>
        {tabs.map((one) => (
          <Tab key={one.id} id={one.id} className="tab">
            {one.title}
          </Tab>
        ))}
      </TabList>
      {tabs.map((one) => (
        <TabPanel key={one.id} id={one.id} className="tab-panel">
          {one.content}
        </TabPanel>
      ))}
    </Group>
  );
}
