/* Adds to the drawing of concepts: lights up what belongs to the dot under the pointer or in focus,
   lets arrow keys lead from dot to dot, shows the middle of what is wider than the window,
   remembers what the filter hides, and in the whole drawing finds concepts by name and enlarges
   it, until every dot has room for its name. */
(function () {
  "use strict";

  var REMEMBERED = "kb-graph-hidden";

  function all(selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  }

  function nodeOf(event) {
    return event.target.closest ? event.target.closest(".kb-node") : null;
  }

  function lightUp(drawing) {
    var nodes = all(".kb-node", drawing);
    var edges = all(".kb-edge[data-ends]", drawing).map(function (line) {
      var ends = line.getAttribute("data-ends").split(" ");
      return { line: line, nodes: [nodes[ends[0]], nodes[ends[1]]] };
    });
    var lit = null;

    function show(node) {
      if (node === lit) { return; }
      lit = node;
      all(".is-near", drawing).forEach(function (one) { one.classList.remove("is-near"); });
      drawing.classList.toggle("is-lit", Boolean(node));
      if (!node) { return; }
      node.classList.add("is-near");
      edges.forEach(function (edge) {
        if (edge.nodes.indexOf(node) >= 0 && isShown(edge.line)) {
          edge.line.classList.add("is-near");
          edge.nodes.forEach(function (one) { one.classList.add("is-near"); });
        }
      });
    }

    function focused() {
      var active = document.activeElement;
      return active && drawing.contains(active) && active.matches(".kb-node:focus-visible") ? active : null;
    }

    /* On the element around: browsers stop at a drawing that listens for focus itself. */
    var field = drawing.parentNode;
    field.addEventListener("pointerover", function (event) { show(nodeOf(event) || focused()); });
    field.addEventListener("pointerleave", function () { show(focused()); });
    field.addEventListener("focusin", function () { show(focused()); });
    field.addEventListener("focusout", function () { show(null); });
    field.addEventListener("keydown", function (event) {
      var way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      var node = nodeOf(event);
      if (!way || !node || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      var next = nearest(node, nodes.filter(isShown), way);
      if (next) {
        event.preventDefault();
        next.focus();
      }
    });
  }

  function isShown(element) {
    return window.getComputedStyle(element).display !== "none";
  }

  function middle(node) {
    var box = node.firstElementChild.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  /* The nearest in a direction; what lies off to the side counts as farther away. */
  function nearest(node, others, way) {
    var from = middle(node);
    var found = null;
    var least = Infinity;
    others.forEach(function (other) {
      var to = middle(other);
      var x = to[0] - from[0];
      var y = to[1] - from[1];
      var ahead = x * way[0] + y * way[1];
      var aside = Math.abs(x * way[1] + y * way[0]);
      if (ahead > 0 && aside <= 2 * ahead && ahead + 2 * aside < least) {
        least = ahead + 2 * aside;
        found = other;
      }
    });
    return found;
  }

  function remember(boxes) {
    var hidden = [];
    try {
      hidden = JSON.parse(window.localStorage.getItem(REMEMBERED)) || [];
    } catch (error) { /* Not allowed to store, or nothing that can be read: all is shown. */ }
    boxes.forEach(function (box) {
      box.checked = hidden.indexOf(box.value) < 0;
      box.addEventListener("change", function () {
        var values = boxes.filter(function (one) { return !one.checked; });
        try {
          window.localStorage.setItem(REMEMBERED, JSON.stringify(values.map(function (one) {
            return one.value;
          })));
        } catch (error) { /* Then it holds for this page only. */ }
      });
    });
  }

  var ZOOMS = [1, 1.6, 2.6, 4]; /* of the whole drawing; letters keep their size */
  var NAMED = 2.6; /* from here on each dot shows its name */

  function enlarge(drawing, field, zoom) {
    var x = (field.scrollLeft + field.clientWidth / 2) / field.scrollWidth;
    var y = (field.scrollTop + field.clientHeight / 2) / field.scrollHeight;
    drawing.style.width = zoom * 100 + "%";
    drawing.style.maxWidth = "none";
    drawing.style.setProperty("--kb-zoom", zoom);
    drawing.classList.toggle("is-named", zoom >= NAMED);
    field.classList.toggle("is-enlarged", zoom > 1);
    field.scrollLeft = x * field.scrollWidth - field.clientWidth / 2;
    field.scrollTop = y * field.scrollHeight - field.clientHeight / 2;
  }

  function addTools(place, drawing) {
    var field = drawing.parentNode;
    var step = 0;
    var nodes = all(".kb-node", drawing);

    var label = document.createElement("label");
    var input = document.createElement("input");
    var list = document.createElement("datalist");
    list.id = "kb-net-names";
    input.type = "search";
    input.setAttribute("list", list.id);
    label.append(place.dataset.find, input);
    nodes.forEach(function (node) {
      var option = document.createElement("option");
      option.value = node.textContent;
      list.append(option);
    });
    function find() {
      var wanted = input.value.trim().toLowerCase();
      var found = wanted && (nodes.find(function (node) { return node.textContent.toLowerCase() === wanted; }) ||
        nodes.find(function (node) { return node.textContent.toLowerCase().indexOf(wanted) === 0; }));
      if (!found) { return; }
      found.focus({ focusVisible: true });
      found.scrollIntoView({ block: "center", inline: "center" });
    }
    input.addEventListener("change", find);

    function button(text, sign, by) {
      var made = document.createElement("button");
      made.type = "button";
      made.textContent = sign;
      made.title = text;
      made.setAttribute("aria-label", text);
      made.addEventListener("click", function () {
        step = Math.min(ZOOMS.length - 1, Math.max(0, step + by));
        enlarge(drawing, field, ZOOMS[step]);
        smaller.disabled = step === 0;
        larger.disabled = step === ZOOMS.length - 1;
      });
      return made;
    }
    var smaller = button(place.dataset.smaller, "\u2212", -1);
    var larger = button(place.dataset.larger, "+", 1);
    smaller.disabled = true;
    place.append(label, list, smaller, larger);
  }

  all(".kb-graph__drawing").forEach(lightUp);
  all(".kb-net__tools").forEach(function (place) {
    addTools(place, document.querySelector(".kb-net .kb-graph__drawing"));
  });
  all(".kb-graph__field").forEach(function (field) {
    field.scrollLeft = (field.scrollWidth - field.clientWidth) / 2;
  });
  remember(all(".kb-net__filter input"));
  all(".kb-net__keys").forEach(function (hint) { hint.hidden = false; });
}());
