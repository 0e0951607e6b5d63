// The menu by which what is shown is taken out as a file, as the pages have it (views/parts/take_out.py), for a list
// whose filters are changed in the browser.

import { el } from "./dom.js";

// told: what `take_out.told` gives. Returns the element, and `follow(query)`: the files are of what that asks for.
export function fileMenu(told) {
  const links = [];
  const link = ({ key, options }, [ending, called]) => {
    const made = el("a", { href: `/export/${key}.${ending}` }, called);
    links.push([made, `/export/${key}.${ending}`, options]);
    return made;
  };
  const rows = told.files.map((file) => el("li", {}, `${file.name}: `,
    ...file.endings.flatMap((ending, at) => [at ? " · " : "", link(file, ending)])));
  const element = el("details", { class: "rd-take" }, el("summary", {}, told.what), el("ul", {}, ...rows), el("p", {}, told.note));
  const follow = (query) => links.forEach(([made, path, options]) => {
    const known = Object.entries(query).filter(([name, value]) => value && options.includes(name));
    made.href = known.length ? `${path}?${new URLSearchParams(known)}` : path;
  });
  return { element, follow };
}
