// Shows a picture that the server drew as SVG, which Streamlit's own html would leave out. Read as data, so that
// nothing in it can run.

export function mount({ data, parentElement }) {
  const read = new DOMParser().parseFromString(data.svg, "image/svg+xml").documentElement;
  const frame = document.createElement("div");
  frame.className = "rd-scroll rd-picture";
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", data.title);
  frame.append(document.importNode(read, true));
  parentElement.replaceChildren(frame);
}
