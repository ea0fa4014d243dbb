### Palier, le téléphone. Le français est la source : les autres langues disent la même chose.
### Vous, présent, moins de douze mots, un verbe par bouton.

## Partout

app-name = Palier
back = Retour
close = Fermer
cancel = Annuler
continue = Continuer
undo = Annuler
retry = Essayer encore
more = Voir plus
loading = On ouvre…
nav-main = Menu principal
nav-today = Aujourd’hui
nav-doors = Portes
nav-visits = Mes visites
nav-sync = Envoi
settings = Réglages
lost-title = Cette page n’existe pas
lost-text = L’adresse a changé. Votre travail est toujours là.
lost-home = Aller à aujourd’hui
pill-waiting = { $count ->
    [0] À jour
    [one] { $count } à envoyer
   *[other] { $count } à envoyer
}
pill-done = À jour
pill-attention = { $count ->
    [one] { $count } à regarder
   *[other] { $count } à regarder
}
of-total = { $part } / { $whole }
of-total-spoken = { $part ->
    [one] { $part } porte vue sur { $whole }
   *[other] { $part } portes vues sur { $whole }
}

## Dates

date-long = { $weekday } { $day ->
    [1] 1ᵉʳ
   *[other] { $day }
} { $month }
date-day = { $day ->
    [1] 1ᵉʳ
   *[other] { $day }
} { $month }
date-time = { $hour } h { $minute }
date-and-time = { $day } à { $time }
date-today = aujourd’hui
date-tomorrow = demain
date-yesterday = hier
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
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
minutes = { $count } min
minutes-spoken = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}

## Portes et lieux

door = Porte { $label }
door-spoken = Porte { $label }, { $state }
door-next-spoken = Porte { $label }, { $state }, la prochaine
floor = { $floor ->
    [0] rez‑de‑chaussée
    [1] 1ᵉʳ étage
   *[other] { $floor }ᵉ étage
}
floor-short = { $floor ->
    [0] RdC
    [1] 1ᵉʳ
   *[other] { $floor }ᵉ
}
floor-below = sous-sol { $floor }
floor-below-short = SS{ $floor }
stairwell = Cage { $name }
place-floor-stairwell = { $floor }, cage { $stairwell }
place-building-door = { $building }, porte { $door }
place-building-stairwell-floor = { $building }, cage { $stairwell }, { $floor }
place-building-floor = { $building }, { $floor }
state-to-see = À voir
state-met = Échange
state-absent = Absent
state-come-back = Repasser
state-refused = Refus
state-inaccessible = Bloqué
state-vacant = Vide
state-do-not-contact = Stop
state-here = Ici
state-full-to-see = à voir
state-full-met = échange
state-full-absent = personne n’a ouvert
state-full-come-back = à revoir
state-full-refused = refus
state-full-inaccessible = pas d’accès
state-full-vacant = logement vide
state-full-do-not-contact = ne plus solliciter

## Arrivée

enrol-title = Bienvenue
enrol-lead = Votre responsable vous a donné un code.
enrol-code = Votre code
enrol-code-help = Trois mots. Les tirets ne comptent pas.
enrol-scan = Scanner le code
scan-how = Visez le carré noir et blanc. Votre responsable vous le montre.
scan-other = Ce n’est pas un code pour cette adresse. Tapez les mots.
scan-refused = L’appareil photo est refusé. Tapez les mots, ou permettez-le dans les réglages du navigateur.
scan-missing = Pas d’appareil photo ici. Tapez les mots.
scan-type = Taper les mots
enrol-label = Nom de ce téléphone
enrol-label-default = Mon téléphone
enrol-server = Adresse du bureau
enrol-server-help = Elle commence par https.
enrol-kept = Ce que ce téléphone garde
enrol-kept-what = Les portes, vos visites, vos notes. Rien sur vos trajets.
enrol-kept-why = Pour travailler sans réseau et ne rien perdre.
enrol-kept-how = Tout est fermé par votre code secret.
enrol-kept-long = La mission finie, ses données quittent ce téléphone.
enrol-code-missing = Tapez les trois mots de votre code.
enrol-server-missing = Tapez l’adresse du bureau.
enrol-joining = On relie ce téléphone au bureau…
enrol-done = Bonjour { $name }
enrol-done-lead = Ce téléphone est prêt.
enrol-install = Ajoutez Palier à l’écran d’accueil
enrol-install-why = Sans cela, Safari efface tout après sept jours sans visite.
enrol-install-how = Menu du navigateur, puis « Ajouter à l’écran d’accueil ».
enrol-forgot = Code oublié ? Votre responsable peut vous aider.
enrol-start = Commencer
pin-choose = Choisissez un code secret
pin-choose-help = Six chiffres ou plus. Pas votre date de naissance.
pin-again = Encore une fois
pin-again-help = Tapez le même code.
pin-differs = Les deux codes ne sont pas les mêmes.
pin-enter = Votre code
pin-old = Votre code actuel
pin-offline = Marche aussi sans réseau
pin-open = Ouvrir
pin-next = Continuer
pin-erase = Effacer
pin-digits = { $count ->
    [0] Aucun chiffre
    [one] { $count } chiffre
   *[other] { $count } chiffres
}
pin-pad = Clavier du code
pin-wait = { $seconds ->
    [one] Attendez { $seconds } seconde.
   *[other] Attendez { $seconds } secondes.
}
pin-wait-minutes = { $minutes ->
    [one] Attendez { $minutes } minute.
   *[other] Attendez { $minutes } minutes.
}
pin-forgotten = Code oublié ?
recover-title = Code oublié
recover-lead = Appelez votre responsable pour entendre quelques mots.
recover-kept = Rien n’est perdu. Cela marche sans réseau.
recover-code = Les mots de votre responsable

## Aujourd’hui

today-hello = Bonjour { $name }
today-waiting = { $count ->
    [one] { $count } visite à envoyer
   *[other] { $count } visites à envoyer
}
today-waiting-changes = { $count ->
    [one] { $count } changement à envoyer
   *[other] { $count } changements à envoyer
}
today-all-sent = Tout est envoyé
sync-last = Dernier envoi { $when }
sync-last-at = Dernier envoi à { $time }
sync-never = Pas encore d’envoi
sync-going = Envoi en cours…
today-returned = { $count ->
    [one] { $count } visite à corriger
   *[other] { $count } visites à corriger
}
today-returned-help = Une question vous attend
today-differs = { $count ->
    [one] { $count } réponse écrite deux fois
   *[other] { $count } réponses écrites deux fois
}
today-differs-help = Choisissez celle qui compte
today-refused = { $count ->
    [one] { $count } visite à regarder
   *[other] { $count } visites à regarder
}
today-refused-help = Le bureau l’a mise de côté
today-draft = Échange à finir, porte { $door }
today-draft-correction = Correction à finir, porte { $door }
today-draft-answer = Réponse à finir, porte { $door }
today-draft-help = Commencé { $when }
today-until = jusqu’au { $day }
today-partner-until = { $partner } · jusqu’au { $day }
today-over = finie le { $day }
today-partner-over = { $partner } · finie le { $day }
doors-seen = { $seen ->
    [one] { $seen } porte vue
   *[other] { $seen } portes vues
}
doors-seen-of = sur { $total }
today-mission = Voir la mission
today-all-seen = Toutes les portes sont vues. Bravo.
today-late = En retard
today-due = Promis aujourd’hui
today-soon = Promis bientôt
today-news = Nouvelles
news-to-do = À faire par vous
news-to-do-until = À faire avant le { $day }
news-done = C’est fait
news-written = Votre responsable vous écrit
due-revisit = Repasser
due-revisit-at = Repasser à { $time }
due-revisit-on = Repasser { $day }
due-referral = Orientation
due-referral-at = Rendez-vous à { $time }
due-referral-on = Rendez-vous { $day }
due-with = { $service }, { $place }
today-empty = Aucune mission pour l’instant.
today-empty-help = Votre responsable vous en donnera une.
today-receiving = On reçoit vos missions…
today-sync-now = Demander au bureau

## Missions

missions-title = Missions
missions-choose = Choisissez une mission
mission-message = À dire aux portes
mission-own = Votre travail
mission-own-visits = { $count ->
    [one] visite
   *[other] visites
}
mission-own-met = { $count ->
    [one] foyer rencontré
   *[other] foyers rencontrés
}
mission-own-advice = { $count ->
    [one] conseil donné
   *[other] conseils donnés
}
mission-own-needs = { $count ->
    [one] besoin entendu
   *[other] besoins entendus
}
mission-mine = Vos immeubles
mission-others = Autres immeubles
mission-buildings = Immeubles
mission-services = Services à conseiller
mission-no-buildings = Pas encore d’immeuble. Envoyez pour les recevoir.
mission-leaving = Cette mission va quitter ce téléphone.
service-who = Pour qui
service-where = Où
service-when = Quand
service-phone = Téléphone
service-papers = Papiers à apporter

## Grille des portes

doors-cages = Cages d’escalier
doors-grid = Portes de { $name }
doors-choose = Choisir plusieurs
doors-stop-choosing = Fin du choix
doors-add = Ajouter une porte
doors-legend = Légende
doors-chosen = { $count ->
    [0] Aucune porte choisie
    [one] { $count } porte choisie
   *[other] { $count } portes choisies
}
doors-nobody = Personne n’a ouvert
doors-other = Autre
doors-next = Ensuite : porte { $door }, { $place }
doors-go = Porte { $door }
doors-all-seen = Toutes les portes sont vues. Bravo.
doors-empty = Aucune porte dans cet immeuble.
doors-empty-help = Ajoutez la première, ou demandez à votre responsable.
doors-other-title = { $count ->
    [one] Pour { $count } porte
   *[other] Pour { $count } portes
}
saved-one = Porte { $door } : { $state }
saved-many = { $count ->
    [one] { $count } porte : { $state }
   *[other] { $count } portes : { $state }
}
saved-talk = Porte { $door } : échange gardé
undone = C’est annulé.
add-title = Ajouter une porte
add-stairwell = Cage
add-floor = Étage
add-label = Ce qui est écrit dessus
add-label-missing = Tapez ce qui est écrit sur la porte.
add-do = Ajouter
added = Porte { $door } ajoutée

## À la porte

at-before = Déjà passé ici
at-first = Première visite ici
at-history = Voir tout
at-message = À dire ici
at-promised = Promis ici
at-edit = Modifier la porte
at-draft = Un échange est commencé
at-draft-resume = Reprendre
at-come-back = Repasser
at-refused = Refus
at-inaccessible = Bloqué
at-inaccessible-help = pas d’accès
at-vacant = Vide
at-vacant-help = logement vide
at-met = On m’a ouvert
at-met-help = commencer l’échange
at-absent = Personne n’a ouvert
at-outcomes = Que s’est-il passé ?
at-stop-title = Ne plus solliciter
at-stop-text = Ces habitants ne veulent plus de visite.
when-title = Quand repasser ?
when-tonight = Ce soir
when-tomorrow = Demain
when-saturday = Samedi
when-week = Dans une semaine
when-other = Un autre jour
when-day = Jour
when-time = Heure (si vous savez)
when-save = Garder
when-missing = Choisissez un jour.
edit-title = Porte { $label }
edit-label = Ce qui est écrit dessus
edit-rename = Renommer
edit-remove = Enlever cette porte
edit-stop = Ne plus solliciter
edit-stop-help = À la demande des habitants
edit-stop-undo = Ils veulent bien une visite
renamed = Porte { $door } renommée
removed = Porte { $door } enlevée
stopped = Porte { $door } : ne plus solliciter
unstopped = Porte { $door } : de nouveau à voir

## Échange

talk-started = Échange commencé à { $time }
talk-advice = Conseils donnés
talk-no-services = Aucun service pour cette mission.
talk-service-open = { $service } : ce qu’il faut savoir
talk-service-advise = Je l’ai conseillé
talk-service-drop = Enlever ce conseil
talk-needs = Besoins entendus
talk-need-words = { $theme } : ses mots
talk-need-words-help = Sans nom ni adresse
talk-language = Langue parlée
talk-language-more = Autre
talk-follow = Suite à donner
talk-follow-visit = Rendez-vous
talk-follow-service = Orientation
talk-follow-none = Rien
talk-follow-which = Vers quel service ?
talk-follow-which-missing = Choisissez un service.
talk-follow-when = Quand ?
talk-consent = La personne est d’accord
talk-consent-visit = à ce rendez-vous.
talk-consent-service = pour être orientée et rappelée.
talk-consent-missing = Demandez son accord, puis cochez ici.
talk-note = Note
talk-note-if = (si utile)
talk-note-help = Ce qui aide, sans nom.
talk-informed = La personne sait
talk-informed-what = ce que vous notez.
talk-save = Enregistrer
talk-save-next = puis porte { $door }
talk-discard = Effacer cet échange
talk-discarded = Échange effacé
talk-kept = Tout ce que vous tapez est gardé.
need-eau = Fuite d’eau
need-charges = Factures
need-chauffage = Chauffage
need-ascenseur = Ascenseur
need-demarches-en-ligne = Démarches
need-emploi = Emploi
need-ecole = École
need-humidite = Humidité
need-bruit = Bruit
need-proprete = Propreté
need-dechets = Déchets
need-nuisibles = Nuisibles
need-sante = Santé
need-securite = Sécurité
need-isolement = Isolement
need-mutation = Logement
need-autre = Autre
needs-more = Autres
heading-home = Logement
heading-request = Demande
heading-keep = À retenir
guard-title = « { $word } » { $topic }
guard-why = Nous ne gardons pas ce mot sans accord. La personne peut demander à lire cette note.
guard-remove = Enlever le mot
guard-agreed = Elle est d’accord
guard-agreed-done = Accord noté.
topic-health = parle de santé
topic-origin = parle d’origine
topic-religion = parle de religion
topic-politics = parle de politique
topic-offence = parle de délit
spoken-fr = Français
spoken-ar = Arabe
spoken-tr = Turc
spoken-pt = Portugais
spoken-en = Anglais
spoken-ber = Berbère
spoken-kab = Kabyle
spoken-es = Espagnol
spoken-it = Italien
spoken-ro = Roumain
spoken-bg = Bulgare
spoken-pl = Polonais
spoken-ru = Russe
spoken-uk = Ukrainien
spoken-sq = Albanais
spoken-sr = Serbe
spoken-hy = Arménien
spoken-ka = Géorgien
spoken-ku = Kurde
spoken-fa = Persan
spoken-ps = Pachto
spoken-ur = Ourdou
spoken-hi = Hindi
spoken-bn = Bengali
spoken-ta = Tamoul
spoken-zh = Chinois
spoken-vi = Vietnamien
spoken-bm = Bambara
spoken-snk = Soninké
spoken-ff = Peul
spoken-wo = Wolof
spoken-ln = Lingala
spoken-so = Somali
spoken-ti = Tigrinya
spoken-am = Amharique
spoken-swb = Comorien
spoken-mg = Malgache
spoken-ht = Créole haïtien
spoken-rom = Romani
spoken-lsf = Langue des signes
spoken-other = Autre langue

## Histoire d’une porte

history-title = Visites, porte { $label }
history-empty = Personne n’est encore venu ici.
history-by = par { $name }
history-by-you = par vous
history-advised = Conseils
history-heard = Besoins
history-promised = Promis
history-note = Note
history-withdrawn = Retirée
history-clock = Heure estimée
history-spoken = Langue

## Mes visites

visits-returned = À corriger
visits-waiting = À envoyer
visits-all = Tout
visits-filter = Quelles visites
visits-empty-all = Pas encore de visite. La première porte vous attend.
visits-empty-waiting = Tout est envoyé.
visits-empty-returned = Rien à corriger.
visits-yours = Votre visite du { $day }, { $time }
visits-asks = { $name } demande :
visits-asks-unnamed = Votre responsable demande :
visits-answer = Votre réponse
visits-answer-missing = Tapez une réponse, ou corrigez la visite.
visits-answer-yes = Oui
visits-answer-no = Non
visits-answer-days = Depuis quelques jours
visits-answer-weeks = Depuis quelques semaines
visits-answer-months = Depuis plusieurs mois
visits-answer-unknown = Je ne sais pas
visits-answer-ask = Je repasse pour demander
visits-send-back = Renvoyer
visits-correct = Corriger
visits-answered = Votre réponse est gardée.
visits-you-said = Vous avez répondu :
visits-said = { $name } a écrit :
visits-said-desk = Votre responsable a écrit :
visits-sent = Envoyée
visits-to-send = À envoyer
visits-refused = À regarder
visits-approved = Relue
visits-differs = Écrit deux fois
visits-differs-help = Quelqu’un d’autre a écrit autre chose. Le bureau garde les deux.
visits-differs-mine = Vous avez écrit
visits-differs-kept = Ce qui compte
visits-differs-take = Remettre le mien
visits-differs-leave = Laisser ainsi
visits-differs-done = C’est noté.
visits-nothing = rien
visits-total = { $shown } sur { $total }
field-outcome = Résultat
field-minutes = Durée
field-language = Langue
field-note = Note
field-informed = Information
field-consent = Accord pour garder ce mot
field-withdrawn = Retrait
field-words = Mots entendus
field-due = Rendez-vous
field-label = Nom de la porte
field-do-not-contact = Ne plus solliciter
field-other = Autre point
correct-title = Corriger la visite
correct-outcome = Que s’est-il passé ?
correct-minutes = Durée en minutes
correct-save = Garder la correction
correct-saved = Correction gardée
correct-nothing = Rien n’a changé.
correct-discard = Effacer ces changements
correct-discarded = Changements effacés
correct-withdraw = Retirer cette visite
correct-withdraw-help = Elle ne comptera plus.
correct-restore = Remettre cette visite
withdrawn = Visite retirée
restored = Visite remise

## Envoi

sync-title = Envoi
sync-ok = Tout va bien
sync-ok-help = Le bureau a tout ce qui est parti.
sync-ready = Prêt à envoyer
sync-ready-help = Cela part tout seul, l’application ouverte.
sync-busy = Envoi en cours
sync-busy-help = Vous pouvez continuer.
sync-waiting = à envoyer
sync-waiting-help = Partira tout seul
sync-waiting-none = Rien n’attend
sync-attention = à regarder
sync-attention-help = Voir plus bas
sync-attention-none = Rien à faire
sync-check = Est-ce que tout est là ?
sync-made = Faites sur ce téléphone
sync-received = Reçues par le bureau
sync-sum = { $received } + { $waiting } + { $attention } = { $made }. Rien ne manque.
sync-missing = { $count ->
    [one] Il manque { $count } visite. Appelez votre responsable.
   *[other] Il manque { $count } visites. Appelez votre responsable.
}
sync-more = { $count ->
    [one] Le compte a { $count } visite de trop. Appelez votre responsable.
   *[other] Le compte a { $count } visites de trop. Appelez votre responsable.
}
sync-look = À regarder
sync-now = Envoyer maintenant
sync-try = Essayer maintenant
sync-copy = Copie
sync-copy-title = Copie de secours
sync-copy-text = Un fichier fermé, que seul le bureau peut lire.
sync-copy-when = Si l’envoi ne marche plus, donnez-le à votre responsable.
sync-copy-do = Faire la copie
sync-copied = { $count ->
    [one] Copie faite : { $count } changement.
   *[other] Copie faite : { $count } changements.
}
sync-open-only = L’envoi marche quand Palier est ouvert.
sync-next-try = Prochain essai à { $time }
sync-missions = Mission par mission
sync-feed-same = Pareil des deux côtés
sync-feed-on-way = Réception en cours
sync-feed-differs = Différent. Palier répare tout seul.
sync-feed-rows = { $count ->
    [one] { $count } fiche ici
   *[other] { $count } fiches ici
}
sync-feed-catalogue = Services et partenaires
sync-feed-own = Vos messages
sync-log = Ce qui a quitté ce téléphone
sync-log-none = Rien n’a quitté ce téléphone.
sync-log-line = { $what } · { $rows ->
    [one] { $rows } fiche
   *[other] { $rows } fiches
}
sync-log-pictures = { $count ->
    [one] { $count } ancienne photo, pour faire de la place
   *[other] { $count } anciennes photos, pour faire de la place
}
trouble-unreachable = Pas de réseau
trouble-timed-out = Le réseau est trop lent
trouble-device-revoked = Ce téléphone n’est plus reconnu
trouble-unknown-device = Ce téléphone n’est plus reconnu
trouble-stuck = L’envoi n’avance pas
trouble-other = Le bureau ne répond pas bien
trouble-help-unreachable = Tout est gardé dans ce téléphone. Vous pouvez continuer.
trouble-help-timed-out = Tout est gardé. Palier essaie encore tout seul.
trouble-help-device-revoked = Tout est gardé. Appelez votre responsable.
trouble-help-unknown-device = Tout est gardé. Demandez un nouveau code à votre responsable.
trouble-help-stuck = Tout est gardé. Faites une copie et appelez votre responsable.
trouble-help-other = Tout est gardé. Essayez plus tard.
attention-quarantined = Le bureau l’a mise de côté. Votre responsable doit l’accepter.
attention-returned = Votre responsable vous pose une question.
attention-wrong-clock = L’heure du téléphone était fausse. Vérifiez-la dans ses réglages.
attention-purged = Cette mission a quitté ce téléphone.
attention-erased = Des habitants l’ont demandé, ou le délai est passé : ce passage est effacé partout, ici aussi. Vous n’avez rien fait de mal.
attention-standing = Ce téléphone peut envoyer, mais plus recevoir. Touchez pour savoir que faire.
attention-update = Une nouvelle version existe. Fermez puis ouvrez Palier.
attention-of-phone = Ce téléphone

## Réglages

settings-language = Langue
settings-size = Taille du texte
settings-size-value = { $percent } %
settings-theme = Couleurs
settings-theme-auto = Auto
settings-theme-light = Clair
settings-theme-dark = Sombre
settings-pin = Changer le code secret
settings-pin-done = Votre code est changé.
settings-device = Ce téléphone
settings-data = Vos données et celles des habitants
settings-lock = Fermer maintenant
settings-leave = Quitter ce téléphone
device-person = Personne
device-label = Téléphone
device-server = Bureau
device-since = Relié depuis
device-version = Version
device-id = Numéro
device-rows = Fiches gardées
device-pin = Code secret
device-pin-yes = Oui
device-pin-no = Non
device-recovery = Code de secours
recovery-kept = Votre responsable l’a
recovery-to-be-sent = Partira avec l’envoi
recovery-not-needed = Pas besoin
device-autolock = Ferme tout seul après
data-title = Les données
data-read = À lire à voix haute aux habitants
data-what = Ce qui est gardé
data-what-text = L’étage, la porte, ce qui a été dit, jamais le nom.
data-how-long = Combien de temps
data-how-long-text = Jusqu’à la fin de la mission sur ce téléphone. Deux ans au bureau, puis les détails sont effacés.
data-who = Qui le voit
data-who-text = L’équipe de la mission. Le partenaire ne voit que des nombres.
data-rights = Vos droits
data-rights-text = Vous pouvez demander à lire, corriger ou effacer. Dites-le-moi, ou écrivez à l’association. La CNIL peut vous aider.
data-place = Pas de suivi
data-place-text = Palier ne lit jamais votre position.
leave-title = Quitter ce téléphone
leave-text = D’abord, tout doit être envoyé.
leave-waiting = { $count ->
    [0] Tout est envoyé.
    [one] Il reste { $count } changement à envoyer.
   *[other] Il reste { $count } changements à envoyer.
}
leave-copied = Une copie garde ce qui n’est pas parti.
leave-not-safe = Le bureau n’a pas encore tout mis à l’abri. Envoyez plus tard.
leave-drafts = { $count ->
    [one] { $count } échange n’est pas fini. Gardez-le ou effacez-le.
   *[other] { $count } échanges ne sont pas finis. Gardez-les ou effacez-les.
}
leave-how = Une mission finie quitte ce téléphone toute seule.
leave-empty = Vous rendez ce téléphone, ou il n’est plus reconnu ? Videz-le.
leave-revoked = Ce téléphone n’est plus reconnu. Il ne reçoit plus rien.
leave-lost = Téléphone perdu ? Prévenez tout de suite votre responsable.
leave-sync = Aller à l’envoi
leave-do = Vider ce téléphone
leave-sure-title = Vider ce téléphone ?
leave-sure-text = Les portes, vos visites et votre code partent d’ici. Le bureau garde ce qui est envoyé.
leave-sure-copy = { $count ->
    [one] La copie seule garde { $count } changement. Donnez-la d’abord à votre responsable.
   *[other] La copie seule garde { $count } changements. Donnez-la d’abord à votre responsable.
}
leave-sure-do = Oui, tout vider

## Ce qui n’a pas marché, et quoi faire

failure-not-enrolled = Ce téléphone n’est pas relié. Demandez un code à votre responsable.
failure-locked = Palier est fermé. Tapez votre code.
failure-wrong-pin = Ce n’est pas ce code.
failure-wrong-recovery-code = Ces mots ne vont pas. Demandez-les encore.
failure-try-later = C’est trop tôt. Attendez un peu.
failure-bad-recovery-code = Un mot est mal écrit. Relisez-les.
failure-pin-too-short = Il faut six chiffres ou plus.
failure-pin-too-plain = Ce code est trop facile. Choisissez-en un autre.
failure-no-pin = Ce téléphone n’a pas de code secret.
failure-vault-damaged = La serrure est abîmée. Appelez votre responsable.
failure-other-device = Ces données viennent d’un autre appareil. Appelez votre responsable.
failure-store-elsewhere = Palier est ouvert ailleurs. Fermez l’autre onglet.
failure-store-gone = Le navigateur a effacé Palier. Ce qui était envoyé est au bureau. Demandez un nouveau code.
failure-store-newer = Ces données sont plus récentes. Mettez Palier à jour.
failure-store-damaged = Les données sont abîmées. Faites une copie, appelez votre responsable.
failure-storage-full = Le téléphone est plein. Faites de la place, puis recommencez.
failure-storage-refused = Le navigateur refuse de garder. Quittez la navigation privée.
failure-store-closed = Les données ne s’ouvrent pas. Redémarrez le téléphone.
failure-store-failed = Ce n’est pas gardé. Essayez encore.
failure-unreachable = Pas de réseau. Tout est gardé dans ce téléphone.
failure-refused = Le bureau ne reconnaît pas ce téléphone. Appelez votre responsable.
failure-stuck = L’envoi n’avance pas. Tout est gardé. Essayez plus tard.
failure-bad-address = Cette adresse ne va pas. Relisez-la.
failure-bad-code = Ce code ne va pas. Relisez-le, ou demandez-en un autre.
failure-other-account = Ce code est pour une autre personne.
failure-unknown-mission = Cette mission n’est plus sur ce téléphone.
failure-which-mission = Plusieurs missions vont. Choisissez-en une.
failure-unknown-door = Cette porte n’est plus sur ce téléphone.
failure-unknown-building = Cet immeuble n’est plus sur ce téléphone.
failure-unknown-stairwell = Cette cage n’est plus sur ce téléphone.
failure-door-has-visits = Cette porte a des visites. Elle reste.
failure-landing-full = Ce palier est plein. Choisissez un autre étage.
failure-do-not-contact = Ces habitants ne veulent plus de visite.
failure-unknown-service = Ce service n’est plus proposé. Choisissez-en un autre.
failure-unknown-visit = Cette visite n’est plus sur ce téléphone.
failure-not-author = Cette visite est à quelqu’un d’autre.
failure-nothing-to-change = Rien n’a changé.
failure-bad-value = Une réponse ne va pas. Relisez-la.
failure-file-exists = Ce fichier existe déjà. Prenez un autre nom.
failure-no-seal-key = Envoyez une fois, puis faites la copie.
failure-unsent-work = Du travail n’est pas encore à l’abri. Envoyez, ou faites une copie.
failure-open-drafts = Un échange, une correction ou une réponse n’est pas fini. Gardez-le ou effacez-le.
failure-machine = Quelque chose a coincé. Fermez puis ouvrez Palier.

# Cards, the message written together, the debrief, one’s own year
failure-not-open = La mission n’est pas encore ouverte. Lisez d’abord ses fiches.
failure-unknown-card = Cette fiche n’est plus dans la mission.
settings-year = Mon année
mission-message-open = Lire et donner son avis
mission-draft = Mission en préparation. Lisez, et dites votre avis.
cards-title = Fiches à lire
card-to-read = À lire
card-read = Lue
card-changed = A changé depuis votre lecture
card-changed-help = Ce qui a changé depuis votre lecture est marqué.
card-right = C’est juste.
card-answer-first = Répondez d’abord aux questions.
card-finish = J’ai lu
card-done = C’est noté.
message-you = Vous avez écrit :
message-proposal = Proposition
message-comment = Votre remarque
message-propose = Votre proposition de message
message-reword = Proposer d’autres mots
message-send = Envoyer
message-sent = C’est gardé, et part au prochain contact.
message-missing = Écrivez d’abord quelques mots.
debrief-title = Bilan de la mission
debrief-help = Seul votre responsable lit vos réponses. Sans nom d’habitant.
debrief-worked = Qu’est-ce qui a marché à la porte ?
debrief-hard = Qu’est-ce qui a été difficile ?
debrief-heard = Qu’ont dit le plus les habitants ?
debrief-change = Que faudrait-il changer ?
debrief-synthesis = Ce que l’équipe a appris
year-help = Ce relevé est pour vous seul. Personne d’autre ne le voit ainsi.
year-print = Imprimer
card-wrong = La bonne réponse : { $answer }
message-version = Version { $number }
year-title = Mon année { $year }
year-languages = Langues parlées : { $languages }
card-gone = { $count ->
    [one] Un passage a été retiré.
   *[other] { $count } passages ont été retirés.
}
mission-cards-first = { $count ->
    [one] Encore une fiche à lire, et les portes s’ouvrent.
   *[other] Encore { $count } fiches à lire, et les portes s’ouvrent.
}
year-missions = { $count ->
    [one] mission
   *[other] missions
}
year-met = { $count ->
    [one] foyer rencontré
   *[other] foyers rencontrés
}
year-cards = { $count ->
    [one] fiche lue
   *[other] fiches lues
}
## Vous avez dit, on a fait

answer-section = À redire aux portes
answer-said = Vous avez dit
answer-promised = On vous répond
answer-late = Promis, en retard
answer-done = On a fait
answer-partly = Fait en partie
answer-not-done = Pas fait
answer-until = d’ici { $day }
answer-doors = { $count ->
    [0] Pas encore redit
    [one] Redit à une porte
   *[other] Redit à { $count } portes
}
answer-tell = C’est dit ici
answer-told = Déjà dit à cette porte
answer-noted = Noté : c’est dit ici.
signal-section = Transmis, en attente de réponse
signal-heard = { $count ->
    [one] entendu dans un foyer
   *[other] entendu dans { $count } foyers
}
signal-since = transmis { $day }
signal-read = lu
signal-unread = pas encore lu
failure-unknown-answer = Cette réponse ne concerne pas cet immeuble.

# What the team tells itself
exchange-title = Échanges de l’équipe
exchange-about = Ce qui marche à la porte, entre voisins
exchange-help = Toute l’équipe et votre responsable lisent ces mots. Rien sur les habitants n’a sa place ici.
exchange-empty = Personne n’a encore rien écrit. Dites ce qui a marché à une porte.
exchange-yours = Vos mots à l’équipe
exchange-reply = Répondre
exchange-reply-yours = Votre réponse
exchange-reply-not = Ne pas répondre
exchange-pinned = À lire d’abord
exchange-thank = Merci
exchange-take-out = Retirer
exchange-taken-out = C’est retiré.
exchange-thanks = { $count ->
    [one] { $count } personne vous dit merci.
   *[other] { $count } personnes vous disent merci.
}
picture-add = Ajouter une photo
picture-help = Une affiche, un tract. Jamais une personne, jamais l’intérieur d’un logement.
picture-remove = Retirer la photo
picture-yours = La photo choisie
picture-alt = Photo
picture-coming = Une photo arrivera avec le prochain envoi.
picture-dropped = La photo n’est plus sur ce téléphone : la place manquait.
picture-unreadable = Cette photo ne peut pas être lue. Choisissez-en une autre.
news-posted = Dans les échanges de l’équipe
