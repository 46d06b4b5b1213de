const kBrowsers = [
  ["Edge", /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ["Opera", /\bOPR\/(\d+)/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/(\d+)/],
  ["Chrome", /\b(?:Headless)?(?:Chrome|CriOS)\/(\d+)/],
  ["Safari", /\bVersion\/(\d+).*\bSafari\//],
] as const;
const kSystems = [
  ["Windows", /\bWindows\b/],
  ["Android", /\bAndroid\b/],
  ["iOS", /\b(?:iPhone|iPad)\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
] as const;

/** "Firefox 128, Linux" of what a browser says of itself; that as it is where neither is known. */
export function browserName(agent: string): string {
  const browsers = kBrowsers.flatMap(([name, form]) => {
    const version = form.exec(agent)?.[1];
    return version ? [`${name} ${version}`] : [];
  });
  const systems = kSystems.flatMap(([name, form]) => (form.test(agent) ? [name] : []));
  return [browsers[0], systems[0]].filter(Boolean).join(", ") || agent;
}
