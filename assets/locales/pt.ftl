### Palier, o telefone, em português. A fonte é o francês.

## Em todo o lado

app-name = Palier
back = Voltar
close = Fechar
cancel = Cancelar
continue = Continuar
undo = Anular
retry = Tentar outra vez
more = Ver mais
loading = A abrir…
nav-main = Menu principal
nav-today = Hoje
nav-doors = Portas
nav-visits = Visitas
nav-sync = Envio
settings = Definições
lost-title = Esta página não existe
lost-text = O endereço mudou. O seu trabalho continua aqui.
lost-home = Ir para hoje
pill-waiting = { $count ->
    [0] Em dia
    [one] { $count } por enviar
   *[other] { $count } por enviar
}
pill-done = Em dia
pill-attention = { $count ->
    [one] { $count } por ver
   *[other] { $count } por ver
}
of-total = { $part } / { $whole }
of-total-spoken = { $part ->
    [one] { $part } porta vista de { $whole }
   *[other] { $part } portas vistas de { $whole }
}

## Datas

date-long = { $weekday }, { $day } de { $month }
date-day = { $day } de { $month }
date-time = { $hour }:{ $minute }
date-and-time = { $day } às { $time }
date-today = hoje
date-tomorrow = amanhã
date-yesterday = ontem
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro
month-short-1 = jan.
month-short-2 = fev.
month-short-3 = mar.
month-short-4 = abr.
month-short-5 = mai.
month-short-6 = jun.
month-short-7 = jul.
month-short-8 = ago.
month-short-9 = set.
month-short-10 = out.
month-short-11 = nov.
month-short-12 = dez.
weekday-1 = segunda-feira
weekday-2 = terça-feira
weekday-3 = quarta-feira
weekday-4 = quinta-feira
weekday-5 = sexta-feira
weekday-6 = sábado
weekday-7 = domingo
minutes = { $count } min
minutes-spoken = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}

## Portas e lugares

door = Porta { $label }
door-spoken = Porta { $label }, { $state }
door-next-spoken = Porta { $label }, { $state }, a próxima
floor = { $floor ->
    [0] rés do chão
   *[other] { $floor }.º andar
}
floor-short = { $floor ->
    [0] R/C
   *[other] { $floor }.º
}
floor-below = cave { $floor }
floor-below-short = C{ $floor }
stairwell = Escada { $name }
place-floor-stairwell = { $floor }, escada { $stairwell }
place-building-door = { $building }, porta { $door }
place-building-stairwell-floor = { $building }, escada { $stairwell }, { $floor }
place-building-floor = { $building }, { $floor }
state-to-see = Por ver
state-met = Conversa
state-absent = Ausente
state-come-back = Voltar
state-refused = Recusa
state-inaccessible = Fechado
state-vacant = Vazio
state-do-not-contact = Stop
state-here = Aqui
state-full-to-see = por ver
state-full-met = conversa
state-full-absent = ninguém abriu
state-full-come-back = para voltar
state-full-refused = recusa
state-full-inaccessible = sem acesso
state-full-vacant = casa vazia
state-full-do-not-contact = não voltar a bater

## Chegada

enrol-title = Boas-vindas
enrol-lead = A sua responsável deu-lhe um código.
enrol-code = O seu código
enrol-code-help = Três palavras. Os hífenes não contam.
enrol-scan = Ler o código
scan-how = Aponte para o quadrado preto e branco no ecrã ou no papel do seu responsável.
scan-other = Este código não é para este endereço. Escreva as palavras.
scan-refused = A câmara foi recusada. Escreva as palavras, ou autorize-a nas definições do navegador.
scan-missing = Não há câmara aqui. Escreva as palavras.
scan-type = Escrever as palavras
enrol-label = Nome deste telefone
enrol-label-default = O meu telefone
enrol-server = Endereço do escritório
enrol-server-help = Começa por https.
enrol-kept = O que este telefone guarda
enrol-kept-what = As portas, as suas visitas, as suas notas. Nada dos seus trajetos.
enrol-kept-why = Para trabalhar sem rede e não perder nada.
enrol-kept-how = Tudo está fechado pelo seu código secreto.
enrol-kept-long = Acabada a missão, os dados saem deste telefone.
enrol-code-missing = Escreva as três palavras do seu código.
enrol-server-missing = Escreva o endereço do escritório.
enrol-joining = A ligar este telefone ao escritório…
enrol-done = Olá { $name }
enrol-done-lead = Este telefone está pronto.
enrol-install = Junte o Palier ao ecrã principal
enrol-install-why = Sem isso, o Safari apaga tudo após sete dias sem uso.
enrol-install-how = Menu do navegador, depois «Adicionar ao ecrã principal».
enrol-forgot = Esqueceu o código? A sua responsável ajuda.
enrol-start = Começar
pin-choose = Escolha um código secreto
pin-choose-help = Seis algarismos ou mais. Não a data de nascimento.
pin-again = Mais uma vez
pin-again-help = Escreva o mesmo código.
pin-differs = Os dois códigos não são iguais.
pin-enter = O seu código
pin-old = O seu código atual
pin-offline = Também funciona sem rede
pin-open = Abrir
pin-next = Continuar
pin-erase = Apagar
pin-digits = { $count ->
    [0] Nenhum algarismo
    [one] { $count } algarismo
   *[other] { $count } algarismos
}
pin-pad = Teclado do código
pin-wait = { $seconds ->
    [one] Espere { $seconds } segundo.
   *[other] Espere { $seconds } segundos.
}
pin-wait-minutes = { $minutes ->
    [one] Espere { $minutes } minuto.
   *[other] Espere { $minutes } minutos.
}
pin-forgotten = Esqueceu o código?
recover-title = Código esquecido
recover-lead = Ligue à sua responsável para ouvir algumas palavras.
recover-kept = Nada se perdeu. Funciona sem rede.
recover-code = As palavras da sua responsável

## Hoje

today-hello = Olá { $name }
today-waiting = { $count ->
    [one] { $count } visita por enviar
   *[other] { $count } visitas por enviar
}
today-waiting-changes = { $count ->
    [one] { $count } alteração por enviar
   *[other] { $count } alterações por enviar
}
today-all-sent = Tudo foi enviado
sync-last = Último envio { $when }
sync-last-at = Último envio às { $time }
sync-never = Ainda sem envio
sync-going = A enviar…
today-returned = { $count ->
    [one] { $count } visita por corrigir
   *[other] { $count } visitas por corrigir
}
today-returned-help = Uma pergunta espera por si
today-differs = { $count ->
    [one] { $count } resposta escrita duas vezes
   *[other] { $count } respostas escritas duas vezes
}
today-differs-help = Escolha a que conta
today-refused = { $count ->
    [one] { $count } visita por ver
   *[other] { $count } visitas por ver
}
today-refused-help = O escritório pô-la de lado
today-draft = Conversa por acabar, porta { $door }
today-draft-correction = Correção por acabar, porta { $door }
today-draft-answer = Resposta por acabar, porta { $door }
today-draft-help = Começou { $when }
today-until = até { $day }
today-partner-until = { $partner } · até { $day }
today-over = acabou a { $day }
today-partner-over = { $partner } · acabou a { $day }
doors-seen = { $seen ->
    [one] { $seen } porta vista
   *[other] { $seen } portas vistas
}
doors-seen-of = de { $total }
today-mission = Ver a missão
today-all-seen = Todas as portas estão vistas. Muito bem.
today-late = Em atraso
today-due = Prometido para hoje
today-soon = Prometido para breve
today-news = Notícias
news-to-do = Para fazer por si
news-to-do-until = Para fazer até { $day }
news-done = Está feito
news-written = A sua responsável escreve-lhe
due-revisit = Voltar
due-revisit-at = Voltar às { $time }
due-revisit-on = Voltar { $day }
due-referral = Orientação
due-referral-at = Encontro às { $time }
due-referral-on = Encontro { $day }
due-with = { $service }, { $place }
today-empty = Nenhuma missão por agora.
today-empty-help = A sua responsável dará uma.
today-receiving = A receber as suas missões…
today-sync-now = Perguntar ao escritório

## Missões

missions-title = Missões
missions-choose = Escolha uma missão
mission-message = Para dizer às portas
mission-own = O seu trabalho
mission-own-visits = { $count ->
    [one] visita
   *[other] visitas
}
mission-own-met = { $count ->
    [one] lar encontrado
   *[other] lares encontrados
}
mission-own-advice = { $count ->
    [one] conselho dado
   *[other] conselhos dados
}
mission-own-needs = { $count ->
    [one] necessidade ouvida
   *[other] necessidades ouvidas
}
mission-mine = Os seus prédios
mission-others = Outros prédios
mission-buildings = Prédios
mission-services = Serviços a aconselhar
mission-no-buildings = Ainda sem prédios. Envie para os receber.
mission-leaving = Esta missão vai sair deste telefone.
service-who = Para quem
service-where = Onde
service-when = Quando
service-phone = Telefone
service-papers = Papéis a levar

## Grelha das portas

doors-cages = Escadas
doors-grid = Portas de { $name }
doors-choose = Escolher várias
doors-stop-choosing = Fim da escolha
doors-add = Juntar uma porta
doors-legend = Legenda
doors-chosen = { $count ->
    [0] Nenhuma porta escolhida
    [one] { $count } porta escolhida
   *[other] { $count } portas escolhidas
}
doors-nobody = Ninguém abriu
doors-other = Outro
doors-next = Depois: porta { $door }, { $place }
doors-go = Porta { $door }
doors-all-seen = Todas as portas estão vistas. Muito bem.
doors-empty = Nenhuma porta neste prédio.
doors-empty-help = Junte a primeira, ou pergunte à sua responsável.
doors-other-title = { $count ->
    [one] Para { $count } porta
   *[other] Para { $count } portas
}
saved-one = Porta { $door }: { $state }
saved-many = { $count ->
    [one] { $count } porta: { $state }
   *[other] { $count } portas: { $state }
}
saved-talk = Porta { $door }: conversa guardada
undone = Foi anulado.
add-title = Juntar uma porta
add-stairwell = Escada
add-floor = Andar
add-label = O que está escrito nela
add-label-missing = Escreva o que está escrito na porta.
add-do = Juntar
added = Porta { $door } junta

## À porta

at-before = Já se passou aqui
at-first = Primeira visita aqui
at-history = Ver tudo
at-message = Para dizer aqui
at-promised = Prometido aqui
at-edit = Alterar a porta
at-draft = Uma conversa começou
at-draft-resume = Retomar
at-come-back = Voltar
at-refused = Recusa
at-inaccessible = Fechado
at-inaccessible-help = sem acesso
at-vacant = Vazio
at-vacant-help = casa vazia
at-met = Abriram-me
at-met-help = começar a conversa
at-absent = Ninguém abriu
at-outcomes = O que aconteceu?
at-stop-title = Não voltar a bater
at-stop-text = Estes moradores já não querem visitas.
when-title = Quando voltar?
when-tonight = Esta tarde
when-tomorrow = Amanhã
when-saturday = Sábado
when-week = Daqui a uma semana
when-other = Outro dia
when-day = Dia
when-time = Hora (se souber)
when-save = Guardar
when-missing = Escolha um dia.
edit-title = Porta { $label }
edit-label = O que está escrito nela
edit-rename = Mudar o nome
edit-remove = Tirar esta porta
edit-stop = Não voltar a bater
edit-stop-help = A pedido dos moradores
edit-stop-undo = Querem de novo visitas
renamed = Porta { $door }: nome mudado
removed = Porta { $door } tirada
stopped = Porta { $door }: não voltar a bater
unstopped = Porta { $door }: de novo por ver

## Conversa

talk-started = Conversa começada às { $time }
talk-advice = Conselhos dados
talk-no-services = Nenhum serviço para esta missão.
talk-service-open = { $service }: o que é preciso saber
talk-service-advise = Aconselhei
talk-service-drop = Retirar este conselho
talk-needs = Necessidades ouvidas
talk-need-words = { $theme }: palavras ouvidas
talk-need-words-help = Sem nome nem morada
talk-language = Língua falada
talk-language-more = Outra
talk-follow = Seguimento
talk-follow-visit = Encontro
talk-follow-service = Orientação
talk-follow-none = Nada
talk-follow-which = Para que serviço?
talk-follow-which-missing = Escolha um serviço.
talk-follow-when = Quando?
talk-consent = A pessoa concorda
talk-consent-visit = com este encontro.
talk-consent-service = em ser orientada e contactada.
talk-consent-missing = Peça o acordo e marque aqui.
talk-note = Nota
talk-note-if = (se for útil)
talk-note-help = O que ajuda, sem nome.
talk-informed = A pessoa sabe
talk-informed-what = o que escreve.
talk-save = Guardar
talk-save-next = depois porta { $door }
talk-discard = Apagar esta conversa
talk-discarded = Conversa apagada
talk-kept = Tudo o que escreve fica guardado.
need-eau = Fuga de água
need-charges = Faturas
need-chauffage = Aquecimento
need-ascenseur = Elevador
need-demarches-en-ligne = Papéis
need-emploi = Emprego
need-ecole = Escola
need-humidite = Humidade
need-bruit = Barulho
need-proprete = Limpeza
need-dechets = Lixo
need-nuisibles = Pragas
need-sante = Saúde
need-securite = Segurança
need-isolement = Isolamento
need-mutation = Casa
need-autre = Outro
needs-more = Outros
heading-home = Casa
heading-request = Pedido
heading-keep = A reter
guard-title = «{ $word }» { $topic }
guard-why = Não guardamos esta palavra sem acordo. A pessoa pode pedir para ler esta nota.
guard-remove = Tirar a palavra
guard-agreed = A pessoa concorda
guard-agreed-done = Acordo registado.
topic-health = fala de saúde
topic-origin = fala de origem
topic-religion = fala de religião
topic-politics = fala de política
topic-offence = fala de delito
spoken-fr = Francês
spoken-ar = Árabe
spoken-tr = Turco
spoken-pt = Português
spoken-en = Inglês
spoken-ber = Berbere
spoken-kab = Cabila
spoken-es = Espanhol
spoken-it = Italiano
spoken-ro = Romeno
spoken-bg = Búlgaro
spoken-pl = Polaco
spoken-ru = Russo
spoken-uk = Ucraniano
spoken-sq = Albanês
spoken-sr = Sérvio
spoken-hy = Arménio
spoken-ka = Georgiano
spoken-ku = Curdo
spoken-fa = Persa
spoken-ps = Pastó
spoken-ur = Urdu
spoken-hi = Hindi
spoken-bn = Bengali
spoken-ta = Tâmil
spoken-zh = Chinês
spoken-vi = Vietnamita
spoken-bm = Bambara
spoken-snk = Soninquê
spoken-ff = Fula
spoken-wo = Uólofe
spoken-ln = Lingala
spoken-so = Somali
spoken-ti = Tigrínia
spoken-am = Amárico
spoken-swb = Comoriano
spoken-mg = Malgaxe
spoken-ht = Crioulo haitiano
spoken-rom = Romani
spoken-lsf = Língua gestual
spoken-other = Outra língua

## História de uma porta

history-title = Visitas, porta { $label }
history-empty = Ainda ninguém veio aqui.
history-by = por { $name }
history-by-you = por si
history-advised = Conselhos
history-heard = Necessidades
history-promised = Prometido
history-note = Nota
history-withdrawn = Retirada
history-clock = Hora estimada
history-spoken = Língua

## As minhas visitas

visits-returned = Por corrigir
visits-waiting = Por enviar
visits-all = Tudo
visits-filter = Que visitas
visits-empty-all = Ainda sem visitas. A primeira porta espera por si.
visits-empty-waiting = Tudo foi enviado.
visits-empty-returned = Nada por corrigir.
visits-yours = A sua visita de { $day }, { $time }
visits-asks = { $name } pergunta:
visits-asks-unnamed = A sua responsável pergunta:
visits-answer = A sua resposta
visits-answer-missing = Escreva uma resposta, ou corrija a visita.
visits-answer-yes = Sim
visits-answer-no = Não
visits-answer-days = Há alguns dias
visits-answer-weeks = Há algumas semanas
visits-answer-months = Há vários meses
visits-answer-unknown = Não sei
visits-answer-ask = Volto lá para perguntar
visits-send-back = Reenviar
visits-correct = Corrigir
visits-answered = A sua resposta está guardada.
visits-you-said = Respondeu:
visits-said = { $name } escreveu:
visits-said-desk = A sua responsável escreveu:
visits-sent = Enviada
visits-to-send = Por enviar
visits-refused = Por ver
visits-approved = Relida
visits-differs = Escrito duas vezes
visits-differs-help = Outra pessoa escreveu outra coisa. O escritório guarda as duas.
visits-differs-mine = Escreveu
visits-differs-kept = O que conta
visits-differs-take = Repor o meu
visits-differs-leave = Deixar assim
visits-differs-done = Fica anotado.
visits-nothing = nada
visits-total = { $shown } de { $total }
field-outcome = Resultado
field-minutes = Duração
field-language = Língua
field-note = Nota
field-informed = Informação
field-consent = Acordo para guardar a palavra
field-withdrawn = Retirada
field-words = Palavras ouvidas
field-due = Encontro
field-label = Nome da porta
field-do-not-contact = Não voltar a bater
field-other = Outro ponto
correct-title = Corrigir a visita
correct-outcome = O que aconteceu?
correct-minutes = Duração em minutos
correct-save = Guardar a correção
correct-saved = Correção guardada
correct-nothing = Nada mudou.
correct-discard = Apagar estas alterações
correct-discarded = Alterações apagadas
correct-withdraw = Retirar esta visita
correct-withdraw-help = Já não vai contar.
correct-restore = Repor esta visita
withdrawn = Visita retirada
restored = Visita reposta

## Envio

sync-title = Envio
sync-ok = Tudo bem
sync-ok-help = O escritório tem tudo o que partiu.
sync-ready = Pronto para enviar
sync-ready-help = Parte sozinho, com a aplicação aberta.
sync-busy = A enviar
sync-busy-help = Pode continuar.
sync-waiting = por enviar
sync-waiting-help = Partirá sozinho
sync-waiting-none = Nada espera
sync-attention = por ver
sync-attention-help = Ver mais abaixo
sync-attention-none = Nada a fazer
sync-check = Está tudo aqui?
sync-made = Feitas neste telefone
sync-received = Recebidas no escritório
sync-sum = { $received } + { $waiting } + { $attention } = { $made }. Nada falta.
sync-missing = { $count ->
    [one] Falta { $count } visita. Ligue à sua responsável.
   *[other] Faltam { $count } visitas. Ligue à sua responsável.
}
sync-more = { $count ->
    [one] A conta tem { $count } visita a mais. Ligue à sua responsável.
   *[other] A conta tem { $count } visitas a mais. Ligue à sua responsável.
}
sync-look = Por ver
sync-now = Enviar agora
sync-try = Tentar agora
sync-copy = Cópia
sync-copy-title = Cópia de segurança
sync-copy-text = Um ficheiro fechado, que só o escritório lê.
sync-copy-when = Se o envio já não funciona, dê-o à sua responsável.
sync-copy-do = Fazer a cópia
sync-copied = { $count ->
    [one] Cópia feita: { $count } alteração.
   *[other] Cópia feita: { $count } alterações.
}
sync-open-only = O envio funciona com o Palier aberto.
sync-next-try = Próxima tentativa às { $time }
sync-missions = Missão a missão
sync-feed-same = Igual dos dois lados
sync-feed-on-way = A chegar
sync-feed-differs = Diferente. O Palier repara sozinho.
sync-feed-rows = { $count ->
    [one] { $count } ficha aqui
   *[other] { $count } fichas aqui
}
sync-feed-catalogue = Serviços e parceiros
sync-feed-own = As suas mensagens
sync-log = O que saiu deste telefone
sync-log-none = Nada saiu deste telefone.
sync-log-line = { $what } · { $rows ->
    [one] { $rows } ficha
   *[other] { $rows } fichas
}
sync-log-pictures = { $count ->
    [one] { $count } fotografia antiga, para ganhar espaço
   *[other] { $count } fotografias antigas, para ganhar espaço
}
trouble-unreachable = Sem rede
trouble-timed-out = A rede está lenta demais
trouble-device-revoked = Este telefone já não é reconhecido
trouble-unknown-device = Este telefone já não é reconhecido
trouble-stuck = O envio não avança
trouble-other = O escritório não responde bem
trouble-help-unreachable = Tudo fica guardado neste telefone. Pode continuar.
trouble-help-timed-out = Tudo fica guardado. O Palier tenta sozinho.
trouble-help-device-revoked = Tudo fica guardado. Ligue à sua responsável.
trouble-help-unknown-device = Tudo fica guardado. Peça um novo código à sua responsável.
trouble-help-stuck = Tudo fica guardado. Faça uma cópia e ligue à sua responsável.
trouble-help-other = Tudo fica guardado. Tente mais tarde.
attention-quarantined = O escritório pô-la de lado. A sua responsável deve aceitá-la.
attention-returned = A sua responsável faz-lhe uma pergunta.
attention-wrong-clock = A hora do telefone estava errada. Verifique-a nas definições.
attention-purged = Esta missão saiu deste telefone.
attention-erased = Os moradores pediram-no, ou o prazo passou: esta visita foi apagada em todo o lado, aqui também. Não fez nada de errado.
attention-standing = Este telefone pode enviar, mas não receber. Toque para saber o que fazer.
attention-update = Há uma nova versão. Feche e abra o Palier.
attention-of-phone = Este telefone

## Definições

settings-language = Língua
settings-size = Tamanho do texto
settings-size-value = { $percent } %
settings-theme = Cores
settings-theme-auto = Auto
settings-theme-light = Claro
settings-theme-dark = Escuro
settings-pin = Mudar o código secreto
settings-pin-done = O seu código mudou.
settings-device = Este telefone
settings-data = Os seus dados e os dos moradores
settings-lock = Fechar agora
settings-leave = Deixar este telefone
device-person = Pessoa
device-label = Telefone
device-server = Escritório
device-since = Ligado desde
device-version = Versão
device-id = Número
device-rows = Fichas guardadas
device-pin = Código secreto
device-pin-yes = Sim
device-pin-no = Não
device-recovery = Código de socorro
recovery-kept = A sua responsável tem-no
recovery-to-be-sent = Vai com o próximo envio
recovery-not-needed = Não é preciso
device-autolock = Fecha sozinho após
data-title = Os dados
data-read = Para ler em voz alta aos moradores
data-what = O que se guarda
data-what-text = O andar, a porta, o que se disse, nunca o nome.
data-how-long = Quanto tempo
data-how-long-text = Até ao fim da missão neste telefone. Dois anos no escritório, depois os detalhes são apagados.
data-who = Quem o vê
data-who-text = A equipa da missão. O parceiro só vê números.
data-rights = Os seus direitos
data-rights-text = Pode pedir para ler, corrigir ou apagar. Diga-mo, ou escreva à associação. A CNIL pode ajudar.
data-place = Sem seguimento
data-place-text = O Palier nunca lê a sua posição.
leave-title = Deixar este telefone
leave-text = Primeiro, tudo deve ser enviado.
leave-waiting = { $count ->
    [0] Tudo foi enviado.
    [one] Falta enviar { $count } alteração.
   *[other] Falta enviar { $count } alterações.
}
leave-copied = Uma cópia guarda o que não saiu.
leave-not-safe = O escritório ainda não pôs tudo a salvo. Envie mais tarde.
leave-drafts = { $count ->
    [one] { $count } conversa não acabou. Guarde-a ou apague-a.
   *[other] { $count } conversas não acabaram. Guarde-as ou apague-as.
}
leave-how = Uma missão acabada sai sozinha deste telefone.
leave-empty = Vai devolver este telefone, ou já não é reconhecido? Esvazie-o.
leave-revoked = Este telefone já não é reconhecido. Já não recebe nada.
leave-lost = Telefone perdido? Avise já a sua responsável.
leave-sync = Ir para o envio
leave-do = Esvaziar este telefone
leave-sure-title = Esvaziar este telefone?
leave-sure-text = As portas, as suas visitas e o seu código saem daqui. O escritório guarda o que foi enviado.
leave-sure-copy = { $count ->
    [one] Só a cópia guarda { $count } alteração. Dê-a primeiro à sua responsável.
   *[other] Só a cópia guarda { $count } alterações. Dê-a primeiro à sua responsável.
}
leave-sure-do = Sim, esvaziar tudo

## O que não resultou, e o que fazer

failure-not-enrolled = Este telefone não está ligado. Peça um código à sua responsável.
failure-locked = O Palier está fechado. Escreva o seu código.
failure-wrong-pin = Não é este código.
failure-wrong-recovery-code = Estas palavras não servem. Peça-as outra vez.
failure-try-later = É cedo demais. Espere um pouco.
failure-bad-recovery-code = Uma palavra está mal escrita. Leia-as de novo.
failure-pin-too-short = São precisos seis algarismos ou mais.
failure-pin-too-plain = Este código é fácil demais. Escolha outro.
failure-no-pin = Este telefone não tem código secreto.
failure-vault-damaged = A fechadura está estragada. Ligue à sua responsável.
failure-other-device = Estes dados vêm de outro aparelho. Ligue à sua responsável.
failure-store-elsewhere = O Palier está aberto noutro lado. Feche o outro separador.
failure-store-gone = O navegador apagou os dados do Palier. O que foi enviado está no escritório. Peça um novo código.
failure-store-newer = Estes dados são mais recentes. Atualize o Palier.
failure-store-damaged = Os dados estão estragados. Faça uma cópia, ligue à sua responsável.
failure-storage-full = O telefone está cheio. Arranje espaço e tente de novo.
failure-storage-refused = O navegador não guarda nada. Saia da navegação privada.
failure-store-closed = Os dados não abrem. Reinicie o telefone.
failure-store-failed = Não ficou guardado. Tente outra vez.
failure-unreachable = Sem rede. Tudo fica guardado neste telefone.
failure-refused = O escritório não reconhece este telefone. Ligue à sua responsável.
failure-stuck = O envio não avança. Tudo fica guardado. Tente mais tarde.
failure-bad-address = Este endereço não serve. Leia-o de novo.
failure-bad-code = Este código não serve. Leia-o de novo, ou peça outro.
failure-other-account = Este código é para outra pessoa.
failure-unknown-mission = Esta missão já não está neste telefone.
failure-which-mission = Várias missões servem. Escolha uma.
failure-unknown-door = Esta porta já não está neste telefone.
failure-unknown-building = Este prédio já não está neste telefone.
failure-unknown-stairwell = Esta escada já não está neste telefone.
failure-door-has-visits = Esta porta tem visitas. Fica.
failure-landing-full = Este patamar está cheio. Escolha outro andar.
failure-do-not-contact = Estes moradores já não querem visitas.
failure-unknown-service = Este serviço já não existe. Escolha outro.
failure-unknown-visit = Esta visita já não está neste telefone.
failure-not-author = Esta visita é de outra pessoa.
failure-nothing-to-change = Nada mudou.
failure-bad-value = Uma resposta não serve. Leia-a de novo.
failure-file-exists = Este ficheiro já existe. Use outro nome.
failure-no-seal-key = Envie uma vez, depois faça a cópia.
failure-unsent-work = Há trabalho que ainda não está a salvo. Envie, ou faça uma cópia.
failure-open-drafts = Uma conversa, uma correção ou uma resposta não acabou. Guarde-a ou apague-a.
failure-machine = Algo ficou preso. Feche e abra o Palier.

# Cards, the message written together, the debrief, one’s own year
failure-not-open = A missão ainda não está aberta. Leia primeiro as fichas.
failure-unknown-card = Esta ficha já não está na missão.
settings-year = O meu ano
mission-message-open = Ler e dar a sua opinião
mission-draft = A missão está a ser preparada. Leia e dê a sua opinião.
cards-title = Fichas para ler
card-to-read = Para ler
card-read = Lida
card-changed = Mudou desde a sua leitura
card-changed-help = O que mudou desde a sua leitura está marcado.
card-right = Está certo.
card-answer-first = Responda primeiro às perguntas.
card-finish = Já li
card-done = Está anotado.
message-you = Escreveu:
message-proposal = Proposta
message-comment = A sua observação
message-propose = A sua proposta de mensagem
message-reword = Propor outras palavras
message-send = Enviar
message-sent = Está guardado e segue no próximo contacto.
message-missing = Escreva primeiro algumas palavras.
debrief-title = Balanço da missão
debrief-help = Só o seu responsável lê as respostas. Sem nomes de moradores.
debrief-worked = O que funcionou à porta?
debrief-hard = O que foi difícil?
debrief-heard = O que mais disseram os moradores?
debrief-change = O que se deveria mudar?
debrief-synthesis = O que a equipa aprendeu
year-help = Este registo é só para si. Mais ninguém o vê assim.
year-print = Imprimir
card-wrong = A resposta certa: { $answer }
message-version = Versão { $number }
year-title = O meu ano { $year }
year-languages = Línguas faladas: { $languages }
card-gone = { $count ->
    [one] Uma passagem foi retirada.
   *[other] { $count } passagens foram retiradas.
}
mission-cards-first = { $count ->
    [one] Falta ler uma ficha, e as portas abrem-se.
   *[other] Faltam { $count } fichas para ler, e as portas abrem-se.
}
year-missions = { $count ->
    [one] missão
   *[other] missões
}
year-met = { $count ->
    [one] lar encontrado
   *[other] lares encontrados
}
year-cards = { $count ->
    [one] ficha lida
   *[other] fichas lidas
}
## Disseram, foi feito

answer-section = Para dizer às portas
answer-said = Vocês disseram
answer-promised = A resposta
answer-late = Prometido, atrasado
answer-done = Foi feito
answer-partly = Feito em parte
answer-not-done = Não foi feito
answer-until = até { $day }
answer-doors = { $count ->
    [0] Ainda não foi dito
    [one] Dito a uma porta
   *[other] Dito a { $count } portas
}
answer-tell = Já disse aqui
answer-told = Já dito nesta porta
answer-noted = Anotado: foi dito aqui.
signal-section = Transmitido, à espera de resposta
signal-heard = { $count ->
    [one] ouvido numa casa
   *[other] ouvido em { $count } casas
}
signal-since = transmitido { $day }
signal-read = lido
signal-unread = ainda não lido
failure-unknown-answer = Esta resposta não é para este prédio.

# What the team tells itself
exchange-title = Conversas da equipa
exchange-about = O que funciona à porta, entre vizinhos
exchange-help = Toda a equipa e o seu responsável leem estas palavras. Nada sobre os moradores tem lugar aqui.
exchange-empty = Ainda ninguém escreveu nada. Diga o que funcionou a uma porta.
exchange-yours = As suas palavras à equipa
exchange-reply = Responder
exchange-reply-yours = A sua resposta
exchange-reply-not = Não responder
exchange-pinned = Para ler primeiro
exchange-thank = Obrigado
exchange-take-out = Retirar
exchange-taken-out = Está retirado.
exchange-thanks = { $count ->
    [one] { $count } pessoa agradece-lhe.
   *[other] { $count } pessoas agradecem-lhe.
}
picture-add = Juntar uma fotografia
picture-help = Um cartaz, um folheto. Nunca uma pessoa, nunca o interior de uma casa.
picture-remove = Retirar a fotografia
picture-yours = A fotografia escolhida
picture-alt = Fotografia
picture-coming = Uma fotografia chegará com o próximo envio.
picture-dropped = A fotografia já não está neste telefone: faltava espaço.
picture-unreadable = Não é possível ler esta fotografia. Escolha outra.
news-posted = Nas conversas da equipa
