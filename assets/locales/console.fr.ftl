# Les textes de la console. Le français est la source.

skip = Aller au contenu
rail = Menu
rail-missions = Missions
rail-review = Relecture
rail-phones = Téléphones
rail-aside = À décider
rail-people = Comptes
rail-audit = Journal
actions = Actions
save = Enregistrer
print = Imprimer
as-table = Voir les chiffres
day = Jour
yes = oui
no = non
nothing = rien
neighbor = Voisin
pages = Pages
pages-before = Page précédente
pages-after = Page suivante
pages-first = Début de la liste

weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
weekday-1-short = lun.
weekday-2-short = mar.
weekday-3-short = mer.
weekday-4-short = jeu.
weekday-5-short = ven.
weekday-6-short = sam.
weekday-7-short = dim.
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
yesterday-at = hier, { $x }
period = du { $from } au { $to }

role-admin = Administration
role-supervisor = Responsable
role-partner = Commanditaire

trouble = Cette page ne s’ouvre pas
trouble-back = Revenir aux missions
trouble-not-found = Il n’y a rien à cette adresse, ou rien que vous puissiez voir.
trouble-forbidden = Votre compte ne permet pas cette action. Demandez à l’administration.
trouble-stale-form = Ce formulaire n’est plus valable. Revenez en arrière, rechargez la page et recommencez.
trouble-bad-form = Ce formulaire ne peut pas être lu. Revenez en arrière et recommencez.
trouble-too-large = Ce formulaire est trop long. Raccourcissez le texte et recommencez.
trouble-unavailable = Le serveur ne peut pas répondre. Rien n’est perdu. Réessayez dans un instant.

sign-in = Se connecter
sign-in-login = Identifiant
sign-in-password = Mot de passe
sign-in-help = Mot de passe oublié ? Demandez un nouveau lien à l’administration.
sign-in-wrong = L’identifiant ou le mot de passe n’est pas le bon.
sign-in-wait-seconds = { $n ->
    [one] Trop d’essais depuis cet endroit. Attendez { $n } seconde.
   *[other] Trop d’essais depuis cet endroit. Attendez { $n } secondes.
}
sign-in-wait-minutes = { $n ->
    [one] Trop d’essais depuis cet endroit. Attendez { $n } minute.
   *[other] Trop d’essais depuis cet endroit. Attendez { $n } minutes.
}
sign-out = Se déconnecter
second = Second facteur
second-code = Code à six chiffres
second-go = Continuer
second-help = Ouvrez l’application de codes sur votre téléphone.
second-wrong = Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant.
welcome = Choisir un mot de passe
welcome-login = Vous vous connecterez avec l’identifiant « { $x } ».
welcome-password = Nouveau mot de passe
welcome-go = Choisir ce mot de passe
welcome-over = Ce lien a déjà servi, ou il n’est plus valable. Demandez un nouveau lien à l’administration.
welcome-done = Votre mot de passe est choisi. Vous pouvez vous connecter.
password-hint = Douze caractères ou plus. Une phrase est un bon mot de passe.
password-length = Un mot de passe a de 12 à 200 caractères. Ajoutez un mot.
password-monotonous = Ce mot de passe répète trop le même caractère.
password-name = Ce mot de passe contient votre identifiant.

me = Mon compte
me-below = Identifiant : { $x }
me-preferences = Préférences
me-language = Langue
me-theme = Apparence
me-theme-auto = Comme l’ordinateur
me-theme-light = Claire
me-theme-dark = Sombre
me-shortcuts = Une touche seule agit dans la relecture (A, R, J, K, X)
me-password = Mot de passe
me-password-current = Mot de passe actuel
me-password-new = Nouveau mot de passe
me-password-set = Changer le mot de passe
me-password-wrong = Ce n’est pas votre mot de passe actuel.
me-second-is-on = Un code de votre téléphone est demandé à chaque connexion.
me-second-is-off = Un code de votre téléphone protège votre compte, même si quelqu’un connaît votre mot de passe.
me-second-on = Ajouter un second facteur
me-second-off = Ne plus demander de code
me-second-scan = Lisez cette image avec une application de codes, puis tapez le code affiché.
me-second-qr = Image à lire avec l’application de codes
me-second-letters = Ou tapez cette clé :
me-second-confirm = Confirmer
me-sessions = Connexions ouvertes
me-session-browser = Navigateur
me-session-made = Depuis
me-session-seen = Dernière page
me-session-here = ici
me-session-end = Fermer
me-done-preferences = Vos préférences sont enregistrées.
me-done-password = Votre mot de passe est changé. Les autres connexions sont fermées.
me-done-session = La connexion est fermée.
me-done-second-on = Un code sera demandé à la prochaine connexion.
me-done-second-off = Aucun code ne sera plus demandé.

missions-below = Les missions de vos quartiers, les plus récentes d’abord.
missions-empty = Aucune mission pour le moment. Préparez la première.
mission-draft = En préparation
mission-open = En cours
mission-closed = Terminée
figure-seen = Portes vues
figure-met = Échanges
figure-back = À revoir
figure-waiting = À relire

outcome-met = Échange
outcome-absent = Absent
outcome-comeback = Repasser
outcome-refused = Refus
outcome-blocked = Bloqué
outcome-vacant = Vide
outcome-todo = À voir
outcome-other = Autre

board-sum = { $seen ->
    [one] *{ $seen } porte vue*
   *[other] *{ $seen } portes vues*
} sur { $doors }. { $met ->
    [one] *{ $met } foyer rencontré.*
   *[other] *{ $met } foyers rencontrés.*
} { $back } à revoir.
board-waiting = { $n ->
    [one] { $n } visite attend la relecture
   *[other] { $n } visites attendent la relecture
}
board-none-waiting = Tout est relu.
board-approved = { $n ->
    [one] { $n } foyer rencontré dans les visites relues.
   *[other] { $n } foyers rencontrés dans les visites relues.
}
board-buildings = Les immeubles
board-view = Affichage
board-picture = Image
board-table = Tableau
board-building = Immeuble
board-seen = Vues
board-doors = Portes
board-empty = Cette mission n’a pas encore d’immeuble avec des portes. Importez des adresses et créez les portes.
board-days = Portes vues par jour
board-days-empty = Aucune porte vue pour le moment. Le premier jour s’affichera ici.
board-phones-empty = Aucun voisin dans cette mission. Donnez-leur une place.
building-spoken = { $building } : { $seen ->
    [one] { $seen } porte vue
   *[other] { $seen } portes vues
} sur { $doors }
days-spoken = { $n ->
    [one] { $n } porte vue
   *[other] { $n } portes vues
} en { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
no-position = aucune position n’est lue

phone = Téléphone
phones-below = Ce que chaque téléphone a déclaré à son dernier contact. Aucune position n’est lue.
phones-empty = Aucun voisin dans vos missions. Donnez-leur une place dans une mission.
phone-contact = Contact
phone-waiting = À envoyer
phone-attention = À regarder
phone-app = version { $x }
phone-never = Jamais vu
phone-none = Pas encore de téléphone
phone-copy = copie d’un autre
phone-revoked = Révoqué
phone-code = Ajouter un téléphone
phone-code-for = Ajouter un téléphone pour { $x }
phone-code-title = Un téléphone pour { $x }
phone-code-until = Ce code sert une fois, jusqu’au { $x }.
phone-code-qr = Image à lire avec le téléphone
phone-code-step-1 = Ouvrez l’appareil photo du téléphone et visez cette image.
phone-code-step-2 = Ou ouvrez Palier et tapez ces trois mots :
phone-code-once = Quand vous quittez cette page, le code n’est plus affiché nulle part.
phone-lost = Perdu ?
phone-lost-help = Ce téléphone ne pourra plus rien lire. Ce qu’il envoie encore sera gardé à part.
phone-revoke = Révoquer ce téléphone
phone-replace = Révoquer et ajouter le suivant
phone-pin = PIN oublié ?
phone-recover = Afficher le code
phone-recover-help = Lisez le code seulement à la personne, devant vous ou d’une voix que vous connaissez.
phone-recover-title = Code de secours de { $x }
phone-recover-step-1 = Sur le téléphone, choisissez « Code oublié ? » et tapez ces mots.
phone-recover-step-2 = Choisissez un nouveau PIN. Rien n’est perdu.
phone-recover-once = Ce code sert une fois, sans réseau. Le téléphone en enverra un autre.
phone-done-no-code = Ce téléphone n’a pas encore envoyé de code de secours. Il en envoie un à son prochain contact.
phone-done-revoked = Le téléphone est révoqué.

review-below = { $n ->
    [0] Aucune visite n’attend.
    [one] { $n } visite attend. Les notes signalées viennent d’abord.
   *[other] { $n } visites attendent. Les notes signalées viennent d’abord.
}
review-find = Chercher dans les notes
review-list = Liste des visites
review-states = Où en est la relecture
review-received = À relire
review-returned = Renvoyées
review-approved = Relues
review-empty-received = Tout est relu. Bravo.
review-empty-returned = Aucune visite n’est renvoyée.
review-empty-approved = Aucune visite n’est encore relue.
review-empty-filter = Aucune visite ne correspond à ces choix.
review-choose = Choisir { $x }
review-flagged = Note à lire
review-none-chosen = Aucune choisie
review-one-chosen = 1 choisie
review-many-chosen = # choisies
review-approve-chosen = Approuver la sélection
review-nothing-open = Choisissez une visite dans la liste.
review-back = Retour à la liste
review-question = Renvoyer avec une question
review-approve = Approuver
review-return = Renvoyer
review-done-approved = { $n ->
    [0] Rien à approuver : ces visites l’étaient déjà.
    [one] { $n } visite approuvée.
   *[other] { $n } visites approuvées.
}
review-done-returned = { $n ->
    [0] Cette visite n’est plus là.
   *[other] La question part au prochain contact du téléphone.
}
question-empty = Écrivez la question. Elle s’affichera sur le téléphone du voisin.
question-too-long = Cette question est trop longue. Raccourcissez-la.
comment-write = Écrire un message
comment-label = Message pour le voisin, sans renvoyer la visite
comment-go = Envoyer
comment-empty = Écrivez le message. Il s’affichera sur le téléphone du voisin.
ready-question-1 = Le lieu exact ?
ready-question-2 = L’accord est-il donné ?
ready-question-3 = Une suite est-elle prévue ?
filter-mission = Mission
filter-mission-all = Mission
filter-building = Immeuble
filter-building-all = Immeuble
filter-author = Voisin
filter-author-all = Voisin
filter-outcome = Résultat
filter-outcome-all = Résultat
filter-theme = Thème
filter-theme-all = Thème
filter-language = Langue
filter-language-all = Langue
filter-from = Du
filter-until = Au
filter-go = Filtrer
filter-clear = Tout afficher
filter-other = Autre choix
keys = aide
keys-off = Ces touches se coupent dans Mon compte.
key-a = approuver
key-r = renvoyer avec une question
key-jk = suivante, précédente
key-x = choisir
key-find = chercher

door = Porte { $label }, { $street }
visit-estimated = L’heure du téléphone était fausse. Cette heure est une estimation.
visit-outcome = Résultat
visit-advice = Conseils donnés
visit-needs = Besoins entendus
visit-next = Suite
visit-consent = Accord donné.
visit-note = Note
visit-thread = Échanges sur cette visite
minutes = { $n } min
in-language = en { $x }
next-revisit = Repasser : { $due }.
next-referral = Orientation vers { $service }.
verdict-approved = Approuvée
verdict-returned = Renvoyée
guard-why = *« { $word } » parle { $topic }.* Gardez ce mot seulement avec un accord écrit.
guard-health = de santé
guard-origin = d’origine
guard-religion = de religion
guard-politics = de politique
guard-offence = de justice

need-chauffage = Chauffage
need-humidite = Humidité
need-ascenseur = Ascenseur
need-charges = Factures
need-eau = Fuite d’eau
need-demarches-en-ligne = Démarches
need-bruit = Bruit
need-proprete = Propreté
need-dechets = Déchets
need-nuisibles = Nuisibles
need-sante = Santé
need-emploi = Emploi
need-ecole = École
need-securite = Sécurité
need-isolement = Isolement
need-mutation = Logement
need-autre = Autre
language-fr = français
language-ar = arabe
language-tr = turc
language-pt = portugais
language-en = anglais
language-es = espagnol
language-bm = bambara
language-wo = wolof
language-ta = tamoul
language-ro = roumain
language-zh = chinois
language-ur = ourdou

aside-below = Ce qui demande une décision. Rien n’est effacé.
aside-kept = Changements gardés à part
aside-kept-empty = Rien n’est gardé à part.
aside-changes = { $n ->
    [one] { $n } changement
   *[other] { $n } changements
}
aside-let-in = Faire entrer
aside-mend = Corriger
aside-mend-help = Ce que le téléphone a envoyé reste gardé tel quel. Ce que vous écrivez ici entre au nom du bureau.
aside-mend-go = Corriger et faire entrer
aside-mend-missing = Ce dont ce changement dépend n’est pas là : une porte ou un dispositif retiré. Remettez-le, puis recommencez.
aside-set-aside = Laisser de côté
aside-why = Pourquoi ?
aside-why-missing = Écrivez la raison en une ligne. Elle reste avec le changement.
aside-done-let-in = Le changement est entré.
aside-done-stays = Une partie reste à part : ce qui manque n’est pas encore arrivé.
aside-done-set-aside = Le changement est laissé de côté, avec votre raison.
aside-done-mended = Le changement est corrigé et il est entré.
aside-done-mended-in-part = Le changement est corrigé et il est entré. Ce qui en dépend reste à part en partie.
aside-done-kept = La valeur en place est gardée.
aside-done-taken = L’autre valeur est reprise.
aside-done-gone = Une autre personne a déjà décidé.
aside-conflicts = Deux personnes ont écrit la même chose
aside-conflicts-empty = Aucun désaccord entre deux écritures.
conflict-stands = Valeur en place, de { $x }
conflict-other = Autre valeur, de { $x }
conflict-seen = avait vu : { $x }
conflict-desk = le bureau
conflict-keep = Garder la valeur en place
conflict-take = Prendre l’autre valeur
reason-device_revoked = Ce téléphone est révoqué. Vérifiez avec le voisin que ce travail est le sien.
reason-account_closed = Le compte de cette personne est fermé.
reason-not_assigned = Cette personne n’a jamais eu de place dans cette mission.
reason-unknown_feed = Le serveur ne connaît pas cette mission.
reason-unknown_kind = Ce changement vient d’une version plus récente.
reason-wrong_feed = Ce changement est rangé au mauvais endroit.
reason-not_allowed = Ce compte n’a pas le droit d’écrire cela.
reason-not_author = Cette visite est celle d’une autre personne.
reason-malformed = Ce changement est mal formé.
reason-bad_value = Une valeur manque ou n’est pas possible.
reason-missing_reference = Ce changement dépend de quelque chose qui n’est pas arrivé.
reason-parent_quarantined = Ce changement dépend d’un autre, gardé à part lui aussi.
reason-other = La raison n’est pas connue de cette version.
kind-partner = Commanditaire
kind-service = Dispositif
kind-territory = Quartier
kind-building = Immeuble
kind-stairwell = Cage d’escalier
kind-door = Porte
kind-mission = Mission
kind-mission_service = Dispositif de la mission
kind-assignment = Place dans la mission
kind-visit = Visite
kind-advice = Conseil
kind-need = Besoin
kind-appointment = Rendez-vous
kind-follow_up = Suite
kind-review = Relecture
kind-account = Compte
kind-device = Téléphone
kind-comment = Message
field-outcome = Résultat
field-started = Début
field-started-estimate = Début estimé
field-minutes = Durée
field-language = Langue
field-note = Note
field-informed = Informé
field-withdrawn = Retirée
field-theme = Thème
field-words = Mots
field-label = Numéro
field-floor = Étage
field-rank = Rang
field-name = Nom
field-do-not-contact = Ne plus solliciter
field-due = Date
field-consent = Accord
field-sort = Sorte
field-what = Quoi
field-done = Fait
field-service = Dispositif
field-verdict = Décision
field-question = Question
field-text = Message
sort-revisit = revenir
sort-referral = orientation

people-below = Qui se connecte à la console, et ce que chacun voit.
people-name = Nom
people-role = Rôle
people-sees = Voit
people-sees-help = Un responsable voit des quartiers, un commanditaire voit des missions. L’administration voit tout.
people-login = Identifiant
people-login-optional = Identifiant (sinon tiré du nom)
people-second = second facteur
people-not-yet = sans mot de passe
people-invite = Nouveau lien
people-invite-who = Nouveau lien pour { $x }
people-leave = Départ ?
people-leave-help = Cette personne ne pourra plus se connecter. Son travail reste.
people-close = Fermer le compte
people-done-closed = Le compte est fermé.
people-add = Ajouter une personne
people-add-go = Ajouter et créer le lien
people-link = Lien de { $x }
people-link-login = Identifiant : { $x }
people-link-once = Ce lien sert une fois, pendant sept jours. Il n’est affiché qu’ici.
people-name-taken = Une personne porte déjà ce nom ou cet identifiant. Choisissez-en un autre.
people-territory-missing = Choisissez au moins un quartier pour un responsable.
people-mission-missing = Choisissez au moins une mission pour un commanditaire.

audit-below = Qui a fait quoi. Aucun nom d’habitant, aucune note, aucune porte.
audit-empty = Rien n’a encore été fait.
audit-when = Quand
audit-who = Qui
audit-what = Quoi
audit-where = Où
audit-record = Fiche
did-sign-in = s’est connecté
did-password = a donné son mot de passe
did-sign-out = s’est déconnecté
did-password-set = a choisi un mot de passe
did-session-ended = a fermé une connexion
did-second-factor-on = a ajouté un second facteur
did-second-factor-off = a retiré le second facteur
did-approve = a approuvé une visite
did-return = a renvoyé une visite
did-comment = a écrit un message
did-phone-code = a créé un code de téléphone
did-phone-recover = a affiché un code de secours
did-phone-revoke = a révoqué un téléphone
did-let-in = a fait entrer un changement
did-mend = a corrigé un changement gardé à part
did-keep-standing = a gardé la valeur en place
did-set-aside = a laissé un changement de côté
did-take-other = a pris l’autre valeur
did-person-add = a ajouté une personne
did-person-invite = a créé un lien
did-person-close = a fermé un compte
did-report-publish = a publié un rapport
did-words-choose = a choisi une parole
did-words-drop = a retiré une parole
did-export = a emporté des données
audit-csv = Emporter en CSV
audit-mission = Mission
audit-all-people = Toutes les personnes
audit-all-verbs = Toutes les actions
audit-all-missions = Toutes les missions
audit-empty-filter = Rien ne correspond à ces choix.

report = Rapport
report-board = Tableau de bord
report-sheet = Classeur .xlsx
report-kind = Rapport de mission
report-draft = brouillon, pas encore publié
report-edition = édition { $n }, { $when }
report-edition-by = édition { $n }, { $when }, par { $who }
report-none = Aucun rapport n’est encore publié pour cette mission. L’association vous préviendra.
report-lead = *{ $met } foyers* environ ont ouvert et parlé avec un voisin. { $seen } portes vues sur { $doors }.
report-lead-seen = *{ $seen } portes* environ vues sur { $doors }. Le nombre d’échanges est masqué.
report-lead-none = Cette mission compte { $doors } portes. Trop peu de foyers ont été vus pour donner des chiffres.
report-outcomes = Ce qui s’est passé aux portes
report-outcome = Résultat
report-households = Foyers
heading-report-needs = Besoin
heading-report-advice = Conseil
heading-report-languages = Langue
heading-report-buildings = Immeuble
report-others = Autres
report-others-are = Autres : { $x }.
report-words = Paroles choisies, sans nom
report-no-words = Aucune parole n’est choisie.
report-needs = Besoins entendus
report-advice = Conseils donnés
report-several = (plusieurs réponses possibles)
report-languages = Langues parlées
report-buildings = Échanges par immeuble
report-of-met = (foyers rencontrés)
report-no-language = langue non notée
report-no-name = sans nom
report-masked = masqué
report-why-masked = Moins de 11 foyers, ou chiffre qui permettrait de retrouver un petit groupe. Les deux portent le même signe.
report-how = Les chiffres comptent des foyers. Ils sont arrondis à un multiple de 11, à 10 près, et leurs sommes restent justes.
report-visits = { $n ->
    [one] Ces chiffres viennent d’environ { $n } visite relue.
   *[other] Ces chiffres viennent d’environ { $n } visites relues.
}
report-waiting = { $n ->
    [one] Environ { $n } visite attend encore la relecture.
   *[other] Environ { $n } visites attendent encore la relecture.
}
report-beside = À côté du rapport
report-before = Avant de publier
report-protected = Petits groupes protégés
report-hidden = { $n ->
    [0] Aucun chiffre n’est masqué.
    [one] { $n } chiffre est masqué.
   *[other] { $n } chiffres sont masqués.
}
report-nobody = Aucun nom, aucune porte
report-waiting-visits = { $n ->
    [one] { $n } visite non relue
   *[other] { $n } visites non relues
}
report-not-counted = Elles ne sont pas comptées.
report-publish = Publier cette édition
report-publish-help = Le commanditaire lit la dernière édition. Une édition publiée est gardée telle quelle.
report-nothing-new = La dernière édition dit la même chose. Rien à publier.
report-done-published = Le rapport est publié.
report-chosen = { $n ->
    [0] Aucune parole choisie
    [one] { $n } parole choisie
   *[other] { $n } paroles choisies
}
report-choose = Choisir les paroles
report-editions = Éditions publiées
quoted = « { $x } »

words = Paroles d’habitants
words-report = Retour au rapport
words-help = Choisissez des paroles qui ne disent pas qui parle : ni nom, ni porte, ni santé, ni origine. Le commanditaire les lira.
words-chosen = Dans le rapport
words-heard = Entendues, dans les visites relues
words-count = { $n } sur { $most } possibles
words-none-chosen = Aucune parole n’est encore choisie.
words-none-heard = Aucune autre parole dans les visites relues.
words-warning = Relisez bien avant de choisir.
words-by = Choisie par { $who }, { $when }
words-choose = Choisir
words-choose-these = Choisir : { $x }
words-drop = Retirer
words-drop-these = Retirer : { $x }
words-done-done = C’est fait.
words-done-gone = Cette parole n’est plus dans une visite relue.
words-done-full = Le rapport a déjà douze paroles. Retirez-en une avant d’en choisir une autre.

exports = Emporter les données
exports-below = Toutes les visites de vos missions, telles qu’elles sont gardées.
exports-mission = Mission
exports-all = Toutes les missions
exports-csv = Tableau CSV
exports-csv-help = UTF-8 avec marque d’ordre et points-virgules : Excel l’ouvre d’un double clic.
exports-xlsx = Classeur Excel
exports-xlsx-help = Un fichier .xlsx, une ligne par visite. Les textes restent des textes.
exports-geojson = Carte GeoJSON
exports-geojson-help = Chaque visite à son immeuble, pour QGIS ou uMap.
exports-take = Télécharger
exports-care = Ces fichiers contiennent des notes et des noms de voisins. Gardez-les à l’abri et effacez-les après usage.
columns = Ce que disent les colonnes
columns-take = Télécharger ce dictionnaire
columns-name = Colonne
columns-kind = Sorte
columns-meaning = Sens
column-kind-text = texte
column-kind-code = code
column-kind-id = identifiant
column-kind-number = nombre
column-kind-day = jour (AAAA-MM-JJ)
column-kind-instant = instant (ISO 8601)
column-kind-truth = 0 ou 1
column-visit = La visite.
column-mission = La mission.
column-mission_title = Le titre de la mission.
column-partner = Le commanditaire.
column-territory = Le quartier.
column-building = L’immeuble.
column-street = La rue de l’immeuble.
column-number = Le numéro, avec bis ou ter.
column-commune = La commune.
column-latitude = La latitude de l’immeuble, en degrés (WGS 84). Jamais celle d’un téléphone.
column-longitude = La longitude de l’immeuble, en degrés (WGS 84).
column-stairwell = La cage d’escalier.
column-floor = L’étage ; 0 est le rez-de-chaussée.
column-door = Ce qui est écrit sur la porte.
column-neighbor = Le voisin qui a frappé.
column-started = Le début de la visite, à l’heure de Paris.
column-day = Le jour de la visite, à l’heure de Paris.
column-minutes = La durée de l’échange, en minutes.
column-outcome = Le résultat : met, absent, come_back, refused, inaccessible, vacant.
column-language = La langue de l’échange, en code ISO 639.
column-needs = Les thèmes des besoins, séparés par une espace.
column-words = Les paroles de l’habitant, une par ligne.
column-advice = Les services conseillés, séparés par une virgule.
column-next = Les rendez-vous : revisit ou referral, avec leur date.
column-note = La note du voisin.
column-informed = 1 si l’habitant sait ce qui est gardé.
column-review = La relecture : received, returned, approved.
missions-report = Rapport
missions-exports = Emporter les données

# Préparer une mission.
choose = Choisissez
choose-all = Tout cocher
choose-none = Tout décocher
find = Chercher
add = Ajouter
back = Retour
wrong-empty = Remplissez ce champ.
wrong-too-long = Ce texte est trop long : au plus { $n } caractères.
wrong-range = Écrivez un nombre de { $from } à { $to }.
wrong-shape = Ce texte ne convient pas ici. Écrivez-le autrement.
wrong-day = Choisissez un jour.
theme = Thème
theme-housing = Logement
theme-energy = Énergie
theme-water = Eau
theme-health = Santé
theme-education = Éducation
theme-rights = Accès aux droits
theme-waste = Déchets
theme-jobs = Emploi
theme-digital = Numérique
prepare-new = Nouvelle mission
prepare-new-below = Un brouillon : aucun téléphone ne le voit avant le début.
prepare-make = Créer le brouillon
prepare-edit = Préparer
prepare-walk = Étapes de la préparation
prepare-board = Tableau de la mission
prepare-next = Enregistrer et continuer
prepare-on = Continuer
prepare-skip = Continuer sans autre fichier
prepare-title = Titre
prepare-territory = Quartier
prepare-territory-new = Un nouveau quartier
prepare-territory-name = Nom du nouveau quartier
prepare-territory-missing = Choisissez un quartier.
prepare-partner = Commanditaire
prepare-partner-new = Un nouveau commanditaire
prepare-partner-name = Nom du nouveau commanditaire
prepare-partner-sort = Sa sorte (bailleur, ville…), si utile
prepare-partner-missing = Choisissez un commanditaire.
prepare-partner-taken = Ce commanditaire existe déjà. Choisissez-le dans la liste.
prepare-starts = Premier jour
prepare-ends = Dernier jour
prepare-ends-early = Une mission ne finit pas avant de commencer. Choisissez un jour plus tard.
prepare-message = Message à porter aux portes
prepare-done-saved = C’est enregistré.
prepare-done-taken = { $n ->
    [0] Rien n’a changé : ces immeubles étaient déjà là.
    [one] { $n } immeuble est pris.
   *[other] { $n } immeubles sont pris.
}
prepare-done-made = { $n ->
    [0] Aucune porte à créer : ces immeubles en avaient déjà.
    [one] { $n } porte est créée.
   *[other] { $n } portes sont créées.
}
prepare-done-removed = La porte est retirée. Ses visites restent.
prepare-done-restored = La porte est remise.
prepare-done-started = La mission commence. Les téléphones la reçoivent à leur prochain contact.
prepare-done-ended = La mission est terminée. Les téléphones envoient ce qu’ils ont, puis la rendent.
stop-prepare-title = La mission
stop-services-title = Dispositifs
stop-addresses-title = Adresses
stop-buildings-title = Immeubles
stop-doors-title = Portes
stop-team-title = Équipe
stop-start-title = Début
stop-services = { $n ->
    [0] aucun
    [one] { $n } dispositif
   *[other] { $n } dispositifs
}
stop-addresses = { $n ->
    [0] aucune
    [one] { $n } adresse
   *[other] { $n } adresses
}
stop-buildings = { $n ->
    [0] aucun
    [one] { $n } immeuble
   *[other] { $n } immeubles
}
stop-doors = { $n ->
    [0] aucune porte
    [one] { $n } porte
   *[other] { $n } portes
}
stop-team = { $n ->
    [0] personne
    [one] { $n } voisin
   *[other] { $n } voisins
}
services-help = Ce que l’équipe conseille aux portes. Les dispositifs du même thème viennent d’abord.
services-empty = Le catalogue est vide. Ajoutez un premier dispositif.
service = Dispositif
service-add = Ajouter un dispositif
service-edit = Modifier
service-edit-one = Modifier { $x }
service-below = Ce qu’un habitant demande à la porte. Le catalogue sert à toutes les missions.
service-name = Nom
service-what = Ce que cela donne
service-who = Pour qui
service-place = Où et comment demander
service-hours = Heures ou saison
service-phone = Téléphone
service-papers = Papiers à apporter
service-taken = Un dispositif porte déjà ce nom. Choisissez-le dans la liste, ou changez le nom.
addresses-held = { $n ->
    [0] Ce quartier n’a pas encore d’immeuble.
    [one] Ce quartier a { $n } immeuble.
   *[other] Ce quartier a { $n } immeubles.
}
addresses-help = Un fichier d’adresses (BAL de la commune, ou BAN) en ajoute. Vous voyez tout avant de le prendre.
addresses-commune = Seulement cette commune (nom ou code INSEE)
addresses-streets = Seulement ces rues (une par ligne)
addresses-file = Fichier CSV, ou CSV compressé (.gz), 32 Mio au plus
addresses-look = Regarder le fichier
addresses-found = Ce qu’il y a dans ce fichier
addresses-sum = { $rows ->
    [one] { $rows } ligne lue.
   *[other] { $rows } lignes lues.
} { $taken ->
    [0] *Rien de nouveau.*
    [one] *{ $taken } immeuble à prendre.*
   *[other] *{ $taken } immeubles à prendre.*
}
addresses-added = Nouveaux
addresses-updated = À mettre à jour
addresses-unchanged = Déjà là
addresses-removed = Retirés avant
addresses-refused = Refusés
addresses-mended = Corrigés
addresses-repeated = En double
addresses-elsewhere = Ailleurs
addresses-take = Prendre ces immeubles
addresses-nothing-new = Rien à prendre : tout est déjà là.
addresses-other = Choisir un autre fichier
addresses-refused-title = Lignes refusées
addresses-mended-title = Lignes corrigées
addresses-repeated-title = Lignes en double
addresses-line = Ligne
addresses-why = Pourquoi
addresses-mend = Correction
addresses-more = { $n ->
    [one] Et { $n } autre.
   *[other] Et { $n } autres.
}
file-missing = Choisissez un fichier qui n’est pas vide.
file-large = Ce fichier dépasse 32 Mio. Compressez-le (.gz), ou prenez celui de la commune.
file-unpacked-large = Ce fichier est trop grand une fois ouvert. Prenez celui de la commune.
file-gone = Ce fichier n’attend plus. Choisissez-le de nouveau.
file-unknown = Aucune ligne du fichier n’est à : { $x }. Écrivez le nom comme dans le fichier.
file-unreadable = Ce fichier ne peut pas être lu jusqu’au bout. Téléchargez-le de nouveau.
file-zip = C’est une archive ZIP ou un tableur. Enregistrez-le en CSV et recommencez.
file-utf16 = Ce texte est en UTF-16. Enregistrez-le en CSV UTF-8 et recommencez.
file-no-text = Ce n’est pas un fichier d’adresses : ce n’est pas du texte.
file-header = Ce n’est pas un fichier d’adresses BAL ou BAN : il manque { $x }.
file-line-long = Ce n’est pas un fichier d’adresses : la ligne { $n } est trop longue.
fault-street-empty = La rue n’a pas de nom.
fault-commune-empty = La commune n’a pas de nom.
fault-name-unfit = Le nom « { $x } » n’est pas lisible sur une ligne.
fault-number-missing = Le numéro manque.
fault-number-invalid = Le numéro « { $x } » n’est pas un nombre de 0 à 9999.
fault-street-without-numbers = La rue « { $x } » est publiée sans numéros.
fault-key-malformed = La clé « { $x } » n’a pas la bonne forme.
fault-key-number-differs = La clé « { $x } » donne un autre numéro que la ligne.
fault-commune-code-invalid = Le code « { $x } » n’est pas un code INSEE.
fault-suffix-invalid = Le suffixe « { $x } » ne convient pas.
fault-quote-open = Un guillemet n’est pas fermé.
fault-fields-too-many = La ligne a trop de champs. Cherchez un séparateur dans un nom.
fault-cut-off = Le fichier finit au milieu de cette ligne. Téléchargez-le de nouveau.
fault-header-again = C’est encore l’en-tête.
fault-repeat = La même adresse est à la ligne { $x }.
mend-street-from-place = La rue n’a pas de nom ; le lieu « { $x } » le remplace.
mend-number-form = Le numéro « { $x } » est lu comme un nombre entier.
mend-number-with-suffix = Le numéro « { $x } » est lu en deux parties.
mend-key-built = La clé « { $x } » n’en est pas une ; une autre est formée.
mend-commune-code = Le code de commune « { $x } » est corrigé d’après les autres lignes.
mend-suffix-from-key = Le suffixe est pris dans la clé.
mend-position-comma = La position « { $x } » est lue avec des virgules.
mend-position-from-lambert = La position « { $x } » n’est pas en France ; l’autre est prise.
mend-position-dropped = La position « { $x } » n’est pas en France et n’est pas prise.
mend-position-kind = Le type de position « { $x } » n’est pas pris.
mend-date-form = La date « { $x } » est lue autrement.
mend-date-dropped = La date « { $x } » n’existe pas et n’est pas prise.
buildings-find = Rue ou numéro
buildings-chosen = { $n ->
    [0] Aucun immeuble choisi. Cochez ceux où l’équipe ira.
    [one] { $n } immeuble choisi.
   *[other] { $n } immeubles choisis.
}
buildings-none = Ce quartier n’a pas encore d’immeuble. Prenez un fichier d’adresses.
buildings-none-found = Aucun immeuble ne correspond.
buildings-pages = Enregistrez avant de changer de page.
doors-no-buildings = Choisissez d’abord les immeubles.
doors-bare = Immeubles sans portes
doors-bare-help = Donnez une première forme. Vous la corrigez ensuite porte par porte, ici ou sur place.
doors-for = Pour ces immeubles
doors-no-building = Cochez au moins un immeuble.
doors-stairwells = Noms des cages d’escalier, avec une virgule entre deux
doors-stairwell-twice = Deux cages ont le même nom. Changez-en un.
doors-floors = Étages au-dessus du rez-de-chaussée
doors-per-floor = Portes par étage
doors-on-ground = Portes au rez-de-chaussée, si autre
doors-shape-none = Cette forme n’a aucune porte.
doors-too-many = Plus de { $n } portes d’un coup. Vérifiez les nombres, ou faites moins d’immeubles.
doors-numbering = Numéros
numbering-sequential = 1, 2, 3… de bas en haut
numbering-by_floor = Étage puis place : 01, 11, 12
numbering-hundreds = Étage puis deux chiffres : 001, 101, 102
numbering-by_side = Étage et côté : 1 gauche, 1 droite
numbering-letters = A, B, C… de bas en haut
doors-look = Voir
doors-make = Créer ces portes
doors-plan = Une cage d’escalier comme elle serait
doors-planned = *{ $doors } portes* dans { $buildings ->
    [one] { $buildings } immeuble
   *[other] { $buildings } immeubles
}. Chaque cage sera ainsi :
doors-ready = Immeubles avec des portes
doors-edit = Corriger
doors-edit-one = Corriger les portes de { $x }
floor-ground = RdC
grid-help = Tapez sur un numéro pour le changer. La croix retire une porte, le plus en ajoute une.
grid-stairwell = Cage d’escalier
grid-floor = Ajouter un étage
grid-label = Porte { $x }, numéro
grid-remove = Retirer la porte { $x }
grid-add = Ajouter une porte, étage { $x }
grid-restore = Remettre la porte
grid-label-twice = Déjà pris dans cette cage.
grid-name-taken = Une autre cage de cet immeuble a ce nom.
grid-add-stairwell = Ajouter une cage d’escalier
team-add = Ajouter un voisin
team-add-help = La personne commence dans tous les immeubles choisis.
team-known = Déjà connu
team-new = Nouveau voisin
team-name-taken = Une personne porte déjà ce nom. Ajoutez une initiale, ou demandez à l’administration.
team-empty = Personne n’a encore de place dans cette mission.
team-help = Cochez les immeubles de chacun. Sans aucune coche, la personne quitte la mission.
team-anywhere = Partout
start-lacks = Ce qui manque encore
start-lacks-services = Aucun dispositif à conseiller.
start-lacks-buildings = Aucun immeuble choisi.
start-lacks-doors = { $n ->
    [one] { $n } immeuble n’a pas de porte.
   *[other] { $n } immeubles n’ont pas de porte.
}
start-lacks-team = Personne n’a de place.
start-state = Où en est la mission
start-draft-help = La mission est en préparation : aucun téléphone ne la voit.
start-go = Commencer la mission
start-open-help = La mission est en cours. Ce que vous changez ici part au prochain contact des téléphones.
start-end = Terminer la mission
start-end-help = Les téléphones envoient ce qu’ils ont, puis rendent la mission. Rien n’est effacé ici.
start-closed-help = La mission est terminée. Les téléphones l’ont rendue ou la rendront.
start-again = Reprendre la mission
codes = Codes pour les téléphones
codes-help = Un code par personne, à montrer ou à imprimer. Il sert une fois.
codes-has-phone = a un téléphone
codes-nobody = Cochez au moins une personne.
codes-go = Créer les codes
codes-qr = Image à lire avec le téléphone de { $x }
did-mission-add = a préparé une mission
did-mission-set = a modifié une mission
did-mission-services = a choisi des dispositifs
did-mission-addresses = a pris un fichier d’adresses
did-mission-buildings = a choisi des immeubles
did-mission-doors = a créé des portes
did-doors-set = a corrigé des portes
did-mission-team = a changé une équipe
did-mission-start = a commencé une mission
did-mission-end = a terminé une mission
did-service-add = a ajouté un dispositif
did-service-set = a modifié un dispositif

# Revenir sur une approbation.
undo = Annuler
key-u = annuler l’approbation
review-done-undone = { $n ->
    [0] Rien à annuler : ces visites ont changé depuis.
    [one] { $n } visite attend de nouveau.
   *[other] { $n } visites attendent de nouveau.
}
did-approve-undo = a annulé une approbation

# Suites : ce qui a été promis aux portes.
rail-follow = Suites
follow-below = Ce qui a été promis aux portes, dans l’ordre des jours.
follow-late = En retard
follow-due = À venir
follow-done = Fait
follow-states = Où en sont les suites
follow-empty-late = Rien n’est en retard. Bravo.
follow-empty-due = Rien n’est prévu.
follow-empty-done = Rien n’est encore fait.
follow-what = Quoi
follow-where = Où
follow-when = Quand
follow-who = Qui
follow-nobody = Personne encore
follow-no-day = sans date
follow-assign = Attribuer
follow-assign-one = Attribuer à : { $x }
follow-mark = Fait
follow-mark-one = Marquer fait : { $x }
follow-reopen = Rouvrir
follow-reopen-one = Rouvrir : { $x }
follow-by-visit = revu à la porte
follow-sort = Sorte
follow-sort-all = Sorte
follow-sort-revisit = Repasser
follow-sort-referral = Orientation
follow-sort-promise = Suite
follow-mission-all = Mission
follow-who-all = Qui
follow-who-none = Personne encore
follow-said-assigned = C’est attribué. Le téléphone l’apprend à son prochain contact.
follow-said-done = C’est fait.
follow-said-reopened = C’est de nouveau à faire.
follow-referral-to = Orientation vers { $x }
calendar = Mon agenda
calendar-help = Une adresse secrète pour votre agenda. Elle donne les jours et la sorte de suite : aucun nom, aucune porte, aucune rue.
calendar-since = Une adresse existe depuis : { $x }.
calendar-make = Créer l’adresse
calendar-renew = Changer l’adresse
calendar-end = Supprimer l’adresse
calendar-once = Copiez-la maintenant : elle n’est affichée qu’ici. Qui la connaît voit ces jours.
calendar-address = Adresse de votre agenda
did-follow-assign = a attribué une suite
did-follow-done = a marqué une suite comme faite
did-follow-reopen = a rouvert une suite
did-calendar = a changé l’adresse de son agenda

# Carte.
map = Carte
map-below = Les immeubles de la mission. Aucun passage n’est tracé.
map-state = Avancement
map-state-todo = À commencer
map-state-begun = Commencé
map-state-done = Toutes les portes vues
map-in = Zoomer
map-out = Dézoomer
map-failed = La carte ne s’affiche pas dans ce navigateur. Tout est dans le tableau.
map-not-here = Ce serveur n’a pas de carte à donner. Tout est dans le tableau.
map-nowhere = { $n ->
    [one] { $n } immeuble n’a pas de position et n’est que dans le tableau.
   *[other] { $n } immeubles n’ont pas de position et ne sont que dans le tableau.
}
map-beyond = { $n ->
    [one] { $n } autre immeuble est dans le tableau.
   *[other] { $n } autres immeubles sont dans le tableau.
}

rail-doors = Portes
doors-below = Ce qui est gardé des habitants d’une porte : le leur lire, le corriger, l’effacer.
doors-address = Adresse
doors-address-help = Un numéro et une rue, par exemple : 12 lilas
doors-find = Chercher
doors-buildings = Immeubles
doors-find-none = Aucun immeuble à cette adresse dans vos quartiers. Essayez un seul mot de la rue.
door-place = Porte { $label }, étage { $floor }, escalier { $stairwell }
door-read-out = Voici tout ce qui est gardé de cette porte, dans toutes les missions. Les habitants peuvent demander à l’entendre, à le corriger ou à l’effacer.
door-visits = Visites
door-nothing = Rien n’est gardé de ce qui a été dit à cette porte.
door-correct = Faire corriger
door-erase-one = Effacer cette visite
door-removed = retiré
door-earlier = { $x } (avant)
door-erasures = Effacements
door-erased = Effacé { $when }, reçu { $number }
door-stop = Ne plus solliciter
door-stop-on = Ne plus solliciter : personne ne frappe à cette porte.
door-stop-end = Solliciter de nouveau
door-done-stopped = Personne ne frappera plus à cette porte.
door-done-again = Cette porte peut de nouveau être sollicitée.
door-erase = Tout effacer
erase-title = Effacer tout ce qui est gardé de cette porte
erase-title-one = Effacer une visite
erase-goes = Ce qui disparaît
erase-changes = Écritures dans l’historique
erase-aside = Changements à part
erase-everywhere = Ici, dans l’historique, et sur chaque téléphone à sa prochaine synchronisation, même ce qui n’est pas encore envoyé.
erase-figures = Les visites effacées ne comptent plus dans les chiffres.
erase-stays = La porte reste, et « ne plus solliciter » aussi.
erase-backups = Les sauvegardes d’avant le contiennent encore jusqu’à leur suppression ; une restauration ne le ramène pas.
erase-for-ever = Rien ne peut le ramener.
erase-confirm = Effacer pour toujours
erase-back = Ne rien effacer
receipt-title = Reçu d’effacement
receipt-back = La porte
receipt-records = { $n ->
    [0] Il n’y avait rien à effacer.
    [one] Un enregistrement est effacé.
   *[other] { $n } enregistrements sont effacés.
}
receipt-phones = Sur chaque téléphone, tout est effacé à la prochaine synchronisation.
receipt-number-help = Donnez ce numéro aux habitants. Il ne dit rien d’eux.
audit-retention = Ce que la règle de conservation a effacé
audit-retention-day = { $when } : { $n ->
    [one] { $n } enregistrement
   *[other] { $n } enregistrements
}
audit-server = le serveur
did-erase-door = a effacé ce qui était gardé d’une porte
did-erase-visit = a effacé une visite
did-erase-retention = a effacé des visites gardées assez longtemps
did-door-stop = a noté « ne plus solliciter »
did-door-again = a levé « ne plus solliciter »

# Training, the message written together, the debrief
kind-card = Fiche
kind-quiz_question = Question de fiche
kind-reading = Lecture
kind-quiz_answer = Réponse à une question
kind-clearance = Dispense de fiches
kind-remark = Remarque sur le message
kind-message_version = Version du message
kind-synthesis = Synthèse
kind-debrief = Bilan
kind-stint = Mission faite
stop-message-title = Message
stop-message = { $n ->
    [0] pas encore de message
    [one] 1 version
   *[other] { $n } versions
}
stop-training-title = Fiches
stop-training = { $n ->
    [0] pas encore de fiche
    [one] 1 fiche
   *[other] { $n } fiches
}
message-help = Le message se porte aux portes. Chaque changement garde la version d’avant ; les téléphones montrent celle en vigueur, et ce qui a changé.
message-save = Mettre en vigueur
message-share = Préparer avec l’équipe
message-share-help = Les téléphones de l’équipe reçoivent ce brouillon avec son message et ses fiches. Aucune porte n’est encore à voir.
message-shared = L’équipe lit ce brouillon, le commente et propose. Aucune porte n’est encore à voir.
message-share-go = Ouvrir le brouillon à l’équipe
message-share-end = Retirer le brouillon des téléphones
message-take = Prendre cette proposition
message-take-one = Prendre cette proposition : { $x }
remarks = Remarques et propositions
remarks-empty = Personne n’a encore rien dit du message.
remark-comment = Remarque
remark-proposal = Proposition
remark-yours = Dire quelque chose à l’équipe
remark-send = Envoyer à l’équipe
versions = Versions
versions-help = Ce qui a changé d’une version à l’autre est marqué.
versions-empty = Aucun changement encore : il n’y a qu’une version.
version-number = Version { $n }
version-taken = proposée par l’équipe
training-help = L’équipe lit ces fiches sur le téléphone, aussi sans réseau. Les portes de la mission s’ouvrent à qui les a lues, et jamais ne se referment.
training-empty = Aucune fiche : la mission est ouverte à toute l’équipe.
card-add = Ajouter une fiche
card-edit = La fiche
card-edit-one = Modifier « { $x } »
card-title = Titre
card-text = Texte
card-help = Un titre commence par #, une liste par -, le gras s’écrit **ainsi** et l’insistance *ainsi*.
card-preview = Voir comme au téléphone
card-preview-title = Comme au téléphone
card-remove = Retirer cette fiche
card-questions = { $n ->
    [0] sans question
    [one] 1 question
   *[other] { $n } questions
}
card-refused = Ligne { $n } : { $why }
card-refused-html = le HTML reste dehors. Écrivez le texte seul.
card-refused-code = le code ne se montre pas. Retirez les accents graves.
card-refused-picture = les images ne se montrent pas encore. Retirez celle-ci.
card-refused-quote = une citation ne se montre pas. Retirez le > du début.
card-refused-table = un tableau ne se montre pas. Écrivez une liste.
card-refused-rule = une ligne de traits ne se montre pas. Laissez une ligne vide.
card-refused-nested = une liste dans une liste ne se montre pas. Commencez la ligne à gauche.
card-refused-too-long = la fiche a trop de paragraphes. Faites-en deux fiches.
quiz = Questions
quiz-help = Quelques questions, pour vérifier que la fiche est claire. Se tromper n’empêche rien : la bonne réponse est montrée.
question-add = Ajouter une question
question-edit = Modifier la question
question-ask = Question
question-choices = Réponses proposées, une par ligne (deux à cinq)
question-choices-wrong = Écrivez deux à cinq réponses, une par ligne.
question-correct = Numéro de la bonne réponse
question-correct-wrong = Cette réponse n’existe pas. Choisissez un numéro de la liste.
question-why = Pourquoi, si utile
question-save = Garder la question
question-remove = Retirer
question-remove-one = Retirer « { $x } »
question-right = (bonne réponse)
question-answered = { $n ->
    [one] { $n } bonne réponse sur { $all }
   *[other] { $n } bonnes réponses sur { $all }
}
learners = Qui a lu
learner-cards = Fiches lues
learner-mission = Mission
learner-act = Ouvrir la mission
learner-done = { $n } / { $all }
learner-waiting = pas encore ouverte
learner-open = ouverte
learner-cleared = ouverte par vous
learner-clear = Ouvrir sans attendre
learner-clear-one = Ouvrir sans attendre : { $x }
learner-close = Ne plus dispenser
learner-close-one = Ne plus dispenser { $x }
debrief = Bilan
debrief-said = Ce que dit l’équipe
debrief-help = Quatre questions, sur le téléphone, à la fin de la mission. Chacun ne voit que ses réponses.
debrief-empty = Personne n’a encore répondu.
debrief-missing = N’ont pas encore répondu :
debrief-worked = Ce qui a marché à la porte
debrief-hard = Ce qui a été difficile
debrief-heard = Ce que les habitants ont dit le plus
debrief-change = Ce qu’il faudrait changer
debrief-figures = Les chiffres de la mission
synthesis = Synthèse
synthesis-help = Ce que l’équipe a appris. Sans nom d’habitant.
synthesis-text = Votre synthèse
did-message-set = a mis un message en vigueur
did-message-take = a pris une proposition pour le message
did-message-remark = a écrit à l’équipe sur le message
did-message-share = a ouvert ou retiré un brouillon à l’équipe
did-card-set = a écrit une fiche
did-card-remove = a retiré une fiche
did-card-clear = a ouvert une mission sans attendre les fiches, ou ne l’ouvre plus
did-question-set = a écrit une question de fiche
did-question-remove = a retiré une question de fiche
did-synthesis-set = a écrit la synthèse d’une mission
# Les remontées
rail-signals = Remontées
signals-below = Ce que les habitants ont dit, et ce que l’institution répond.
signals-new = Nouvelle remontée
signals-states = Où en sont les remontées
signals-open = À répondre
signals-late = En retard
signals-due = Promises
signals-settled = Terminées
signals-empty-open = Aucune remontée n’attend de réponse.
signals-empty-late = Rien n’est en retard.
signals-empty-due = Rien n’est promis pour les jours qui viennent.
signals-empty-settled = Aucune remontée n’est terminée.
signal-heard = { $n } foyers
signal-heard-here = { $n } foyers en ont parlé.
signal-heard-there = { $n } foyers l’ont dit.
signal-tag-raised = Envoyée le { $x }
signal-tag-read = Lue, envoyée le { $x }
signal-tag-due = Réponse promise pour le { $x }
signal-tag-late = { $n ->
    [one] En retard d’un jour
   *[other] En retard de { $n } jours
}
signal-tag-done = Fait, dit le { $x }
signal-tag-partly = Fait en partie, dit le { $x }
signal-tag-not-done = Pas fait, dit le { $x }
signal-everywhere = Toute la mission
signal-stairwell = { $street }, cage { $stairwell }
signal-groups = Besoins entendus, par lieu
signal-groups-help = Choisissez ce que le commanditaire doit entendre. Seuls les groupes assez grands sont montrés.
signal-no-groups = Aucun besoin n’a encore été dit par assez de foyers.
signal-why-few = Moins de 11 foyers, ou presque toutes les portes d’un lieu : rien n’est montré. Les chiffres sont arrondis à 11.
signal-raise = Remonter
signal-raise-one = Remonter : { $x }
signal-raised-on = Déjà remonté le { $x }
signal-raise-title = Remonter un besoin
signal-raise-now = Envoyer au commanditaire
signal-title = En une phrase, ce que les habitants disent
signal-text = Ce que vous ajoutez
signal-words = Paroles d’habitants à citer
signal-words-help = Elles sont copiées sans porte ni nom. Elles restent même si la visite est effacée : n’en choisissez aucune qui fasse reconnaître quelqu’un.
signal-own-words = Autres paroles, redites par vous, une par ligne
signal-too-few = Trop peu de foyers en ont parlé ici pour le dire sans faire reconnaître quelqu’un. Choisissez un lieu plus grand.
signal-too-many-words = Au plus { $n } paroles, et moins de 4 000 caractères en tout. Retirez-en.
signal-you-said = Vous avez dit
signal-answered = Réponse
signal-no-answer = Le commanditaire n’a pas encore répondu.
signal-until = d’ici le { $x }
signal-in-days = { $n ->
    [0] le jour même
    [one] en un jour
   *[other] en { $n } jours
}
signal-result-done = Fait
signal-result-partly = Fait en partie
signal-result-not-done = Pas fait
signal-step-raised = Remonté
signal-step-read = Lu
signal-step-answered = Répondu
signal-step-result = Fait
signal-step-told = Redit aux portes
signal-told = { $n ->
    [one] { $n } porte sur { $doors }
   *[other] { $n } portes sur { $doors }
}
signal-told-about = environ { $n } portes sur { $doors }
signal-told-few = peu de portes pour l’instant
signal-told-where = À redire ici :
signal-read-it = J’ai lu
signal-answer = Répondre
signal-answer-again = Changer la réponse
signal-action = Ce qui est fait
signal-due = Pour quel jour
signal-buildings = Immeubles concernés
signal-buildings-help = La réponse sera redite aux portes de ces immeubles, et d’aucun autre.
signal-answer-now = Envoyer la réponse
signal-day-past = Ce jour est passé. Choisissez un jour à venir.
signal-no-building = Choisissez au moins un immeuble.
signal-settle = Dire ce qui a été fait
signal-result = Résultat
signal-result-words = En quelques mots
signal-history = Ce qui s’est passé
signal-then-raised = Remonté au commanditaire
signal-then-read = Lu par le commanditaire
signal-then-answered = Réponse : { $x }
signal-then-due = Promis pour le { $x }
signal-then-settled = { $result } : { $words }
signal-done-raised = La remontée est envoyée au commanditaire.
signal-done-read = C’est noté : vous avez lu.
signal-done-answered = La réponse part sur les téléphones de ces immeubles.
signal-done-settled = C’est noté. Les voisins peuvent le redire.
did-signal-raise = a remonté un besoin
did-signal-read = a lu une remontée
did-signal-answer = a répondu à une remontée
did-signal-result = a dit ce qui a été fait
door-told = Réponses redites ici
kind-signal = Remontée
kind-answer = Réponse
kind-answer_building = Immeuble d’une réponse
kind-telling = Réponse redite
field-action = Ce qui est fait
report-signals = Ce qui a été remonté
report-signals-now = (à ce jour)
report-signal = Remontée
report-signal-heard = Foyers qui l’ont dit
report-signal-told = Portes où c’est redit

# Ce que l’association a fait
rail-impact = Impact
impact-sum = { $territories ->
    [one] { $territories } quartier
   *[other] { $territories } quartiers
}, { $partners ->
    [one] { $partners } commanditaire
   *[other] { $partners } commanditaires
}
impact-all = Tous les quartiers
impact-empty = Rien n’a encore été fait ici.
impact-missions = Missions
impact-met = Foyers rencontrés
impact-advised = Foyers conseillés
impact-taken-up = Foyers orientés
impact-raised = Remontées
impact-answered = avec réponse
impact-done = suivies d’effet
impact-quarters = Par trimestre
impact-territories = Par quartier
impact-when = Trimestre
impact-where = Quartier
impact-quarter = { $year }, trimestre { $quarter }
impact-how = Visites approuvées. Un foyer compte une fois par trimestre. Moins de 11 foyers : masqué. Les chiffres de foyers sont arrondis à 11, vers le bas.

# Exchange

kind-post = Échange
kind-attachment = Photo
kind-thanks = Merci
kind-pin = Épingle
exchange = Échanges
exchange-said = Ce que l’équipe se dit
exchange-empty = Personne n’a encore rien écrit. Commencez par une question : qu’est-ce qui marche à la porte ?
exchange-help = Toute l’équipe de la mission lit ce que vous écrivez. Rien sur les habitants n’a sa place ici ; les mots à relire sont surlignés.
exchange-yours = Écrire à l’équipe
exchange-text = Vos mots
exchange-send = Envoyer à l’équipe
exchange-reply = Répondre
exchange-reply-one = Répondre à { $x }
exchange-reply-yours = Votre réponse
exchange-pinned = Épinglé
exchange-pin = Épingler
exchange-pin-one = Épingler l’échange de { $x }
exchange-unpin = Ne plus épingler
exchange-unpin-one = Ne plus épingler l’échange de { $x }
exchange-remove = Retirer
exchange-remove-one = Retirer l’échange de { $x }
exchange-remove-help = Il disparaît de tous les téléphones au prochain contact, avec ses réponses.
exchange-thanks = { $n ->
    [one] { $n } merci
   *[other] { $n } mercis
}
card-pictures = Images
card-pictures-help = Une affiche, un papier à reconnaître. Le téléphone les reçoit après tout le reste ; le lieu, l’heure et l’appareil en sont retirés.
picture-alt = Ce que l’on voit, pour qui ne voit pas l’image
picture-file = L’image (JPEG, PNG ou WebP)
picture-add = Ajouter l’image
picture-remove = Retirer
picture-remove-one = Retirer l’image : { $x }
picture-unreadable = Ce fichier n’est pas une image que l’on peut lire. Choisissez un JPEG, un PNG ou un WebP.
picture-coming = Une photo arrive : le téléphone qui la montre ne l’a pas encore toute envoyée.
exchange-photo = Photo montrée par { $x }
did-exchange-post = a écrit à l’équipe
did-exchange-pin = a épinglé un échange, ou ne l’épingle plus
did-picture-add = a mis une image sur une fiche
did-picture-remove = a retiré une image d’une fiche
did-exchange-remove = a retiré un échange
