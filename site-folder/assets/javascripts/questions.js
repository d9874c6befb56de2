/* Chooses questions by state and by concept; the address keeps the choice, so that it can be sent
   to somebody. Without this script all of them stand there, by state. */
(function () {
  "use strict";

  var form = document.querySelector(".kb-filter--questions");
  if (!form || !window.URLSearchParams) { return; }
  var found = form.querySelector(".kb-filter__found");
  var groups = Array.from(document.querySelectorAll(".kb-question-group")).map(function (section) {
    return {
      section: section,
      rows: Array.from(section.querySelectorAll(".kb-question-row")).map(function (row) {
        return { row: row, concepts: Array.from(row.querySelectorAll(".kb-concern")).map(function (one) { return one.textContent; }) };
      })
    };
  });

  function show() {
    var state = form.elements.state.value;
    var concept = form.elements.concept.value;
    var count = 0;
    groups.forEach(function (group) {
      var left = 0;
      group.rows.forEach(function (entry) {
        var isShown = (!state || group.section.dataset.state === state) && (!concept || entry.concepts.indexOf(concept) >= 0);
        entry.row.hidden = !isShown;
        left += isShown;
      });
      group.section.hidden = !left;
      count += left;
    });
    found.textContent = count ? "" : form.dataset.none;
  }

  function keep() {
    var address = new URL(window.location.href);
    ["state", "concept"].forEach(function (name) {
      var value = form.elements[name].value;
      if (value) { address.searchParams.set(name, value); } else { address.searchParams.delete(name); }
    });
    window.history.replaceState(window.history.state, "", address);
  }

  var asked = new URLSearchParams(window.location.search);
  form.querySelectorAll("[name=state]").forEach(function (radio) {
    if (radio.value === (asked.get("state") || "")) { radio.checked = true; }
  });
  Array.from(form.elements.concept.options).forEach(function (option) {
    if (option.value === (asked.get("concept") || "")) { option.selected = true; }
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("change", function () { show(); keep(); });
  show();
}());
