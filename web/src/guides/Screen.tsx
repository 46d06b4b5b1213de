import { useAddress } from "../shell/address.ts";
import { Contents } from "./Contents.tsx";
import { NewGuide } from "./Editor.tsx";
import { Reading } from "./Reading.tsx";
import "./guides.css";

export default function Screen() {
  const { values } = useAddress();
  const name = values.get("guide");
  if (values.get("new")) return <NewGuide />;
  return name ? <Reading key={name} name={name} /> : <Contents />;
}
