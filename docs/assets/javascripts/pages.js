/* A thread that is divided: an address that names a comment of another page leads there. The first
   page lists all those comments (see `fragments/pages.html`), so the others ask it. */
(function () {
  function follow() {
    var id = location.hash.slice(1);
    var comment = /^c\d+(?=-|$)/.exec(id); // what stands inside of a comment begins with its id
    if (!comment) { return; }
    var found = document.getElementById(comment[0]);
    var first = document.querySelector(".kb-pages").getAttribute("data-first");
    if (found && found.parentNode.className === "kb-moved") {
      location.replace(found.href.replace(/#.*/, "#" + id));
    } else if (!found && first) {
      location.replace(first + "#" + id);
    }
  }

  follow();
  addEventListener("hashchange", follow);
})();
