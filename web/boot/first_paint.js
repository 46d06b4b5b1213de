// Sets theme, density and language before the first paint; src/preferences keeps the same names.
(function () {
  var root = document.documentElement;
  var kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("accredit.preferences") || "{}");
  } catch (error) {
    kept = {};
  }
  var isDark = kept.theme === "dark" ||
    (kept.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = isDark ? "dark" : "light";
  root.dataset.density = kept.density === "comfortable" ? "comfortable" : "compact";
})();
