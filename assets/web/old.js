// For a browser that is too old for all the rest, in a language that it still reads.
var trouble = document.getElementById("trouble");
document.getElementById("main").setAttribute("hidden", "");
trouble.removeAttribute("hidden");
trouble.lang = "fr";
trouble.appendChild(
  document.createTextNode(
    "Ce navigateur est trop ancien pour Palier. Installez une version récente de Chrome, Firefox ou Safari, puis rouvrez cette adresse.",
  ),
);
