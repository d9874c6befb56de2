/* Makes the link to the menu on narrow windows a button that says whether the menu is open. Without
   this script the link shows it all the same, as its target. */
(function () {
  "use strict";

  /* Material draws the scheme that holds, and tells nobody: no choice of the group is checked. */
  var scheme = document.querySelector('.md-option[data-md-color-scheme="' + document.body.dataset.mdColorScheme + '"]');
  if (scheme) { scheme.checked = true; }

  var link = document.querySelector(".kb-menu");
  var state = document.getElementById("__drawer"); /* Material's; its overlay and its own script change it too */
  var menu = document.getElementById("kb-menu");
  if (!link || !state || !menu) { return; }

  var button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.setAttribute("aria-controls", menu.id);
  button.append.apply(button, Array.from(link.childNodes));
  link.replaceWith(button);

  function tell() { button.setAttribute("aria-expanded", String(state.checked)); }
  function close() { if (state.checked) { state.click(); } }

  tell();
  state.addEventListener("change", tell);
  button.addEventListener("click", function () {
    state.click();
    if (state.checked) { menu.querySelector("a").focus(); }
  });
  menu.querySelector(".kb-nav__close").addEventListener("click", function (event) {
    event.preventDefault();
    close();
    button.focus();
  });
  menu.addEventListener("focusout", function (event) {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) { close(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && state.checked) {
      event.preventDefault();
      close();
      button.focus();
    }
  });
}());
