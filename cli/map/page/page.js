// Shows the rows that fit what is searched for. Without it the page has all rows, and nothing to search with.
{
  const form = document.getElementById("find");
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const rows = Array.from(document.querySelectorAll("#numbers tbody tr"), (row) => ({
    row,
    text: row.textContent.toLowerCase(),
  }));

  // "+1 (206) 555-0100" is a number as people write it; rows have its digits.
  const wordsOf = (query) =>
    /^[+\d\s().-]+$/.test(query) && /\d/.test(query)
      ? [query.replace(/\D/g, "")]
      : query
          .toLowerCase()
          .split(/\s+/)
          .filter((word) => word !== "");

  const show = () => {
    const words = wordsOf(search.value.trim());
    const mark = new FormData(form).get("mark") ?? "";
    let shown = 0;
    for (const { row, text } of rows) {
      const fits = (mark === "" || row.dataset.mark === mark) && words.every((word) => text.includes(word));
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    const all = rows.length.toLocaleString("en-US");
    const some = shown.toLocaleString("en-US");
    found.textContent = shown === rows.length ? `All ${all} shown` : `${some} of ${all} shown`;
  };

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    search.value = "";
    show();
  });
  form.hidden = false;
  // A browser that comes back to the page fills the form in as it was left.
  show();
}
