// When the connection is lost Streamlit lays a dialog over the whole page, though the desk goes on without one and
// says so itself. It is closed as soon as it comes, and the focus goes back to where the reader was.

export class Calm {
  // lost(): there is no connection
  constructor(desk, lost) {
    Object.assign(this, { desk, lost });
    this.at = null;
    this.dialog = null;
    this.remember = (event) => {
      if (desk.contains(event.target)) this.at = event.target;
    };
    document.addEventListener("focusin", this.remember);
    this.watch = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) this.look(node);
    });
    this.watch.observe(document.body, { childList: true });
  }

  look(node) {
    if (node.nodeType !== Node.ELEMENT_NODE || node.contains(this.desk)) return;
    const dialog = node.matches("[role=dialog]") ? node : node.querySelector("[role=dialog]");
    if (!dialog) return;
    this.dialog = dialog; // a key pressed at this very moment is still meant for the desk
    fetch("/_stcore/health", { cache: "no-store" }).then(() => (this.dialog = null), () => this.close(dialog));
  }

  covers(node) {
    return Boolean(this.dialog?.contains(node));
  }

  close(dialog) {
    this.lost();
    dialog.querySelector("button")?.click();
    requestAnimationFrame(() => {
      this.dialog = null;
      const at = this.at?.isConnected ? this.at : this.desk.querySelector("[data-turn][tabindex='0']");
      at?.focus({ preventScroll: true });
    });
  }

  end() {
    this.watch.disconnect();
    document.removeEventListener("focusin", this.remember);
  }
}
