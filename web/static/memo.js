// What a page marks with data-memo-on opens the memos on it: a code, a family, a document, a day of the journal, or the
// project. What the page shows of them is drawn anew when something was written.

document.addEventListener("click", async (event) => {
  const from = event.target.closest?.("[data-memo-on]");
  if (!from) return;
  event.preventDefault();
  const { memoOn: on, memoGuid: guid = "", memoTitle: title = "" } = from.dataset;
  const { openMemo } = await import("/assets/memos/dialog.js");
  await openMemo({ on, guid, title, closed: ({ changed }) => {
    if (changed && from.dataset.memoShown !== undefined) location.reload();
    else from.focus();
  } });
});
