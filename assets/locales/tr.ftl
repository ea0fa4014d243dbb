### Palier, telefon, Türkçe. Kaynak Fransızcadır.

## Her yerde

app-name = Palier
back = Geri
close = Kapat
cancel = Vazgeç
continue = Devam
undo = Geri al
retry = Yeniden dene
more = Daha fazla
loading = Açılıyor…
nav-main = Ana menü
nav-today = Bugün
nav-doors = Kapılar
nav-visits = Ziyaretlerim
nav-sync = Gönderim
settings = Ayarlar
lost-title = Bu sayfa yok
lost-text = Adres değişti. İşiniz hâlâ burada.
lost-home = Bugüne git
pill-waiting = { $count ->
    [0] Güncel
    [one] { $count } gönderilecek
   *[other] { $count } gönderilecek
}
pill-done = Güncel
pill-attention = { $count ->
    [one] { $count } bakılacak
   *[other] { $count } bakılacak
}
of-total = { $part } / { $whole }
of-total-spoken = { $whole ->
    [one] { $whole } kapıdan { $part } görüldü
   *[other] { $whole } kapıdan { $part } görüldü
}

## Tarihler

date-long = { $day } { $month } { $weekday }
date-day = { $day } { $month }
date-time = { $hour }:{ $minute }
date-and-time = { $day } { $time }
date-today = bugün
date-tomorrow = yarın
date-yesterday = dün
month-1 = Ocak
month-2 = Şubat
month-3 = Mart
month-4 = Nisan
month-5 = Mayıs
month-6 = Haziran
month-7 = Temmuz
month-8 = Ağustos
month-9 = Eylül
month-10 = Ekim
month-11 = Kasım
month-12 = Aralık
month-short-1 = Oca
month-short-2 = Şub
month-short-3 = Mar
month-short-4 = Nis
month-short-5 = May
month-short-6 = Haz
month-short-7 = Tem
month-short-8 = Ağu
month-short-9 = Eyl
month-short-10 = Eki
month-short-11 = Kas
month-short-12 = Ara
weekday-1 = Pazartesi
weekday-2 = Salı
weekday-3 = Çarşamba
weekday-4 = Perşembe
weekday-5 = Cuma
weekday-6 = Cumartesi
weekday-7 = Pazar
minutes = { $count } dk
minutes-spoken = { $count ->
    [one] { $count } dakika
   *[other] { $count } dakika
}

## Kapılar ve yerler

door = Kapı { $label }
door-spoken = Kapı { $label }, { $state }
door-next-spoken = Kapı { $label }, { $state }, sıradaki
floor = { $floor ->
    [0] zemin kat
   *[other] { $floor }. kat
}
floor-short = { $floor ->
    [0] Z
   *[other] { $floor }.
}
floor-below = bodrum { $floor }
floor-below-short = B{ $floor }
stairwell = Giriş { $name }
place-floor-stairwell = { $floor }, giriş { $stairwell }
place-building-door = { $building }, kapı { $door }
place-building-stairwell-floor = { $building }, giriş { $stairwell }, { $floor }
place-building-floor = { $building }, { $floor }
state-to-see = Görülecek
state-met = Görüştük
state-absent = Yok
state-come-back = Tekrar
state-refused = Ret
state-inaccessible = Kapalı
state-vacant = Boş
state-do-not-contact = Dur
state-here = Burada
state-full-to-see = görülecek
state-full-met = görüşüldü
state-full-absent = kimse açmadı
state-full-come-back = tekrar gelinecek
state-full-refused = istemedi
state-full-inaccessible = giriş yok
state-full-vacant = boş konut
state-full-do-not-contact = bir daha çalınmayacak

## Başlangıç

enrol-title = Hoş geldiniz
enrol-lead = Sorumlunuz size bir kod verdi.
enrol-code = Kodunuz
enrol-code-help = Üç kelime. Tireler önemli değil.
enrol-scan = Kodu tara
scan-how = Kamerayı sorumlunuzun ekranındaki ya da kâğıdındaki siyah beyaz kareye tutun.
scan-other = Bu kod bu adres için değil. Kelimeleri yazın.
scan-refused = Kameraya izin yok. Kelimeleri yazın ya da tarayıcı ayarlarından izin verin.
scan-missing = Burada kamera yok. Kelimeleri yazın.
scan-type = Kelimeleri yaz
enrol-label = Bu telefonun adı
enrol-label-default = Telefonum
enrol-server = Büronun adresi
enrol-server-help = https ile başlar.
enrol-kept = Bu telefonun sakladıkları
enrol-kept-what = Kapılar, ziyaretleriniz, notlarınız. Yollarınız hakkında hiçbir şey.
enrol-kept-why = Ağ olmadan çalışmak ve hiçbir şey kaybetmemek için.
enrol-kept-how = Hepsi gizli kodunuzla kilitlidir.
enrol-kept-long = Görev bitince verileri bu telefondan çıkar.
enrol-code-missing = Kodunuzun üç kelimesini yazın.
enrol-server-missing = Büronun adresini yazın.
enrol-joining = Bu telefon büroya bağlanıyor…
enrol-done = Merhaba { $name }
enrol-done-lead = Bu telefon hazır.
enrol-install = Palier’i ana ekrana ekleyin
enrol-install-why = Yoksa Safari yedi gün kullanılmayınca her şeyi siler.
enrol-install-how = Tarayıcı menüsü, sonra “Ana ekrana ekle”.
enrol-forgot = Kodu unuttunuz mu? Sorumlunuz yardım eder.
enrol-start = Başla
pin-choose = Gizli bir kod seçin
pin-choose-help = Altı rakam veya daha çok. Doğum gününüz olmasın.
pin-again = Bir kez daha
pin-again-help = Aynı kodu yazın.
pin-differs = İki kod aynı değil.
pin-enter = Kodunuz
pin-old = Şimdiki kodunuz
pin-offline = Ağ olmadan da çalışır
pin-open = Aç
pin-next = Devam
pin-erase = Sil
pin-digits = { $count ->
    [0] Rakam yok
    [one] { $count } rakam
   *[other] { $count } rakam
}
pin-pad = Kod tuşları
pin-wait = { $seconds ->
    [one] { $seconds } saniye bekleyin.
   *[other] { $seconds } saniye bekleyin.
}
pin-wait-minutes = { $minutes ->
    [one] { $minutes } dakika bekleyin.
   *[other] { $minutes } dakika bekleyin.
}
pin-forgotten = Kodu unuttunuz mu?
recover-title = Unutulan kod
recover-lead = Sorumlunuzu arayın. Size kelimeler okur.
recover-kept = Hiçbir şey kaybolmadı. Ağ olmadan da olur.
recover-code = Sorumlunuzun kelimeleri

## Bugün

today-hello = Merhaba { $name }
today-waiting = { $count ->
    [one] Gönderilecek { $count } ziyaret
   *[other] Gönderilecek { $count } ziyaret
}
today-waiting-changes = { $count ->
    [one] Gönderilecek { $count } değişiklik
   *[other] Gönderilecek { $count } değişiklik
}
today-all-sent = Hepsi gönderildi
sync-last = Son gönderim { $when }
sync-last-at = Son gönderim { $time }
sync-never = Henüz gönderim yok
sync-going = Gönderiliyor…
today-returned = { $count ->
    [one] Düzeltilecek { $count } ziyaret
   *[other] Düzeltilecek { $count } ziyaret
}
today-returned-help = Sizi bir soru bekliyor
today-differs = { $count ->
    [one] İki kez yazılan { $count } cevap
   *[other] İki kez yazılan { $count } cevap
}
today-differs-help = Geçerli olanı seçin
today-refused = { $count ->
    [one] Bakılacak { $count } ziyaret
   *[other] Bakılacak { $count } ziyaret
}
today-refused-help = Büro onu kenara koydu
today-draft = Bitmemiş görüşme, kapı { $door }
today-draft-correction = Bitmemiş düzeltme, kapı { $door }
today-draft-answer = Bitmemiş yanıt, kapı { $door }
today-draft-help = Başladı: { $when }
today-until = { $day } gününe kadar
today-partner-until = { $partner } · { $day } gününe kadar
today-over = { $day } günü bitti
today-partner-over = { $partner } · { $day } günü bitti
doors-seen = { $seen ->
    [one] { $seen } kapı görüldü
   *[other] { $seen } kapı görüldü
}
doors-seen-of = / { $total }
today-mission = Görevi gör
today-all-seen = Bütün kapılar görüldü. Aferin.
today-late = Geciken
today-due = Bugün için söz verilen
today-soon = Yakında söz verilen
today-news = Haberler
news-to-do = Sizin yapacağınız
news-to-do-until = { $day } gününe kadar yapılacak
news-done = Yapıldı
news-written = Sorumlunuz size yazıyor
due-revisit = Tekrar gelmek
due-revisit-at = Tekrar, saat { $time }
due-revisit-on = Tekrar, { $day }
due-referral = Yönlendirme
due-referral-at = Randevu, saat { $time }
due-referral-on = Randevu, { $day }
due-with = { $service }, { $place }
today-empty = Şimdilik görev yok.
today-empty-help = Sorumlunuz size bir görev verecek.
today-receiving = Görevleriniz geliyor…
today-sync-now = Büroya sor

## Görevler

missions-title = Görevler
missions-choose = Bir görev seçin
mission-message = Kapılarda söylenecek
mission-own = Sizin işiniz
mission-own-visits = { $count ->
    [one] ziyaret
   *[other] ziyaret
}
mission-own-met = { $count ->
    [one] görüşülen hane
   *[other] görüşülen hane
}
mission-own-advice = { $count ->
    [one] verilen öğüt
   *[other] verilen öğüt
}
mission-own-needs = { $count ->
    [one] duyulan ihtiyaç
   *[other] duyulan ihtiyaç
}
mission-mine = Sizin binalarınız
mission-others = Öbür binalar
mission-buildings = Binalar
mission-services = Önerilecek hizmetler
mission-no-buildings = Henüz bina yok. Almak için gönderin.
mission-leaving = Bu görev bu telefondan çıkacak.
service-who = Kimin için
service-where = Nerede
service-when = Ne zaman
service-phone = Telefon
service-papers = Getirilecek belgeler

## Kapı çizelgesi

doors-cages = Merdiven girişleri
doors-grid = { $name } kapıları
doors-choose = Birkaç kapı seç
doors-stop-choosing = Seçimi bitir
doors-add = Kapı ekle
doors-legend = İşaretler
doors-chosen = { $count ->
    [0] Seçili kapı yok
    [one] { $count } kapı seçili
   *[other] { $count } kapı seçili
}
doors-nobody = Kimse açmadı
doors-other = Başka
doors-next = Sonra: kapı { $door }, { $place }
doors-go = Kapı { $door }
doors-all-seen = Bütün kapılar görüldü. Aferin.
doors-empty = Bu binada kapı yok.
doors-empty-help = İlkini ekleyin ya da sorumlunuza sorun.
doors-other-title = { $count ->
    [one] { $count } kapı için
   *[other] { $count } kapı için
}
saved-one = Kapı { $door }: { $state }
saved-many = { $count ->
    [one] { $count } kapı: { $state }
   *[other] { $count } kapı: { $state }
}
saved-talk = Kapı { $door }: görüşme saklandı
undone = Geri alındı.
add-title = Kapı ekle
add-stairwell = Giriş
add-floor = Kat
add-label = Üzerinde yazan
add-label-missing = Kapının üzerinde yazanı yazın.
add-do = Ekle
added = Kapı { $door } eklendi

## Kapıda

at-before = Daha önce gelindi
at-first = Buraya ilk ziyaret
at-history = Hepsini gör
at-message = Burada söylenecek
at-promised = Burada söz verilen
at-edit = Kapıyı düzelt
at-draft = Bir görüşme başladı
at-draft-resume = Devam et
at-come-back = Tekrar
at-refused = Ret
at-inaccessible = Kapalı
at-inaccessible-help = giriş yok
at-vacant = Boş
at-vacant-help = boş konut
at-met = Kapıyı açtılar
at-met-help = görüşmeye başla
at-absent = Kimse açmadı
at-outcomes = Ne oldu?
at-stop-title = Bir daha çalmayın
at-stop-text = Bu sakinler artık ziyaret istemiyor.
when-title = Ne zaman tekrar?
when-tonight = Bu akşam
when-tomorrow = Yarın
when-saturday = Cumartesi
when-week = Bir hafta sonra
when-other = Başka bir gün
when-day = Gün
when-time = Saat (biliyorsanız)
when-save = Sakla
when-missing = Bir gün seçin.
edit-title = Kapı { $label }
edit-label = Üzerinde yazan
edit-rename = Adını değiştir
edit-remove = Bu kapıyı kaldır
edit-stop = Bir daha çalmayın
edit-stop-help = Sakinlerin isteğiyle
edit-stop-undo = Yeniden ziyaret istiyorlar
renamed = Kapı { $door }: adı değişti
removed = Kapı { $door } kaldırıldı
stopped = Kapı { $door }: bir daha çalınmayacak
unstopped = Kapı { $door }: yeniden görülecek

## Görüşme

talk-started = Görüşme başladı: { $time }
talk-advice = Verilen öğütler
talk-no-services = Bu görevde hizmet yok.
talk-service-open = { $service }: bilinmesi gerekenler
talk-service-advise = Önerdim
talk-service-drop = Bu öneriyi kaldır
talk-needs = Duyulan ihtiyaçlar
talk-need-words = { $theme }: kendi sözleri
talk-need-words-help = Ad ve adres olmadan
talk-language = Konuşulan dil
talk-language-more = Başka
talk-follow = Sonrası
talk-follow-visit = Randevu
talk-follow-service = Yönlendirme
talk-follow-none = Hiçbiri
talk-follow-which = Hangi hizmete?
talk-follow-which-missing = Bir hizmet seçin.
talk-follow-when = Ne zaman?
talk-consent = Kişi kabul ediyor
talk-consent-visit = bu randevuyu.
talk-consent-service = yönlendirilmeyi ve aranmayı.
talk-consent-missing = Onayını isteyin, sonra burayı işaretleyin.
talk-note = Not
talk-note-if = (gerekirse)
talk-note-help = Yardımcı olan, ad olmadan.
talk-informed = Kişi biliyor
talk-informed-what = ne yazdığınızı.
talk-save = Kaydet
talk-save-next = sonra kapı { $door }
talk-discard = Bu görüşmeyi sil
talk-discarded = Görüşme silindi
talk-kept = Yazdığınız her şey saklanır.
need-eau = Su kaçağı
need-charges = Faturalar
need-chauffage = Isınma
need-ascenseur = Asansör
need-demarches-en-ligne = İşlemler
need-emploi = İş
need-ecole = Okul
need-humidite = Rutubet
need-bruit = Gürültü
need-proprete = Temizlik
need-dechets = Çöp
need-nuisibles = Haşere
need-sante = Sağlık
need-securite = Güvenlik
need-isolement = Yalnızlık
need-mutation = Konut
need-autre = Başka
needs-more = Başkaları
heading-home = Konut
heading-request = İstek
heading-keep = Unutmamak için
guard-title = “{ $word }” { $topic }
guard-why = Bu sözü onay olmadan saklamayız. Kişi bu notu okumak isteyebilir.
guard-remove = Sözü çıkar
guard-agreed = Kişi kabul ediyor
guard-agreed-done = Onay yazıldı.
topic-health = sağlıkla ilgili
topic-origin = kökenle ilgili
topic-religion = dinle ilgili
topic-politics = siyasetle ilgili
topic-offence = suçla ilgili
spoken-fr = Fransızca
spoken-ar = Arapça
spoken-tr = Türkçe
spoken-pt = Portekizce
spoken-en = İngilizce
spoken-ber = Berberice
spoken-kab = Kabiliyece
spoken-es = İspanyolca
spoken-it = İtalyanca
spoken-ro = Rumence
spoken-bg = Bulgarca
spoken-pl = Lehçe
spoken-ru = Rusça
spoken-uk = Ukraynaca
spoken-sq = Arnavutça
spoken-sr = Sırpça
spoken-hy = Ermenice
spoken-ka = Gürcüce
spoken-ku = Kürtçe
spoken-fa = Farsça
spoken-ps = Peştuca
spoken-ur = Urduca
spoken-hi = Hintçe
spoken-bn = Bengalce
spoken-ta = Tamilce
spoken-zh = Çince
spoken-vi = Vietnamca
spoken-bm = Bambara
spoken-snk = Soninke
spoken-ff = Fulaca
spoken-wo = Volofça
spoken-ln = Lingala
spoken-so = Somalice
spoken-ti = Tigrinya
spoken-am = Amharca
spoken-swb = Komorca
spoken-mg = Malgaşça
spoken-ht = Haiti Kreyolu
spoken-rom = Romanca
spoken-lsf = İşaret dili
spoken-other = Başka bir dil

## Kapının geçmişi

history-title = Ziyaretler, kapı { $label }
history-empty = Buraya henüz kimse gelmedi.
history-by = { $name }
history-by-you = siz
history-advised = Öğütler
history-heard = İhtiyaçlar
history-promised = Söz verilen
history-note = Not
history-withdrawn = Geri çekildi
history-clock = Tahmini saat
history-spoken = Dil

## Ziyaretlerim

visits-returned = Düzeltilecek
visits-waiting = Gönderilecek
visits-all = Hepsi
visits-filter = Hangi ziyaretler
visits-empty-all = Henüz ziyaret yok. İlk kapı sizi bekliyor.
visits-empty-waiting = Hepsi gönderildi.
visits-empty-returned = Düzeltilecek bir şey yok.
visits-yours = Ziyaretiniz: { $day }, { $time }
visits-asks = { $name } soruyor:
visits-asks-unnamed = Sorumlunuz soruyor:
visits-answer = Cevabınız
visits-answer-missing = Bir cevap yazın ya da ziyareti düzeltin.
visits-answer-yes = Evet
visits-answer-no = Hayır
visits-answer-days = Birkaç gündür
visits-answer-weeks = Birkaç haftadır
visits-answer-months = Aylardır
visits-answer-unknown = Bilmiyorum
visits-answer-ask = Gidip soracağım
visits-send-back = Geri gönder
visits-correct = Düzelt
visits-answered = Cevabınız saklandı.
visits-you-said = Cevabınız:
visits-said = { $name } yazdı:
visits-said-desk = Sorumlunuz yazdı:
visits-sent = Gönderildi
visits-to-send = Gönderilecek
visits-refused = Bakılacak
visits-approved = Okundu
visits-differs = İki kez yazıldı
visits-differs-help = Başka biri başka bir şey yazdı. Büro ikisini de saklar.
visits-differs-mine = Siz yazdınız
visits-differs-kept = Geçerli olan
visits-differs-take = Benimkini koy
visits-differs-leave = Böyle bırak
visits-differs-done = Not edildi.
visits-nothing = hiçbir şey
visits-total = { $shown } / { $total }
field-outcome = Sonuç
field-minutes = Süre
field-language = Dil
field-note = Not
field-informed = Bilgilendirme
field-consent = Bu sözü saklama onayı
field-withdrawn = Geri çekme
field-words = Duyulan sözler
field-due = Randevu
field-label = Kapının adı
field-do-not-contact = Bir daha çalmayın
field-other = Başka bir nokta
correct-title = Ziyareti düzelt
correct-outcome = Ne oldu?
correct-minutes = Dakika olarak süre
correct-save = Düzeltmeyi sakla
correct-saved = Düzeltme saklandı
correct-nothing = Hiçbir şey değişmedi.
correct-discard = Bu değişiklikleri sil
correct-discarded = Değişiklikler silindi
correct-withdraw = Bu ziyareti geri çek
correct-withdraw-help = Artık sayılmayacak.
correct-restore = Bu ziyareti geri koy
withdrawn = Ziyaret geri çekildi
restored = Ziyaret geri kondu

## Gönderim

sync-title = Gönderim
sync-ok = Her şey yolunda
sync-ok-help = Gönderilenlerin hepsi büroda.
sync-ready = Göndermeye hazır
sync-ready-help = Uygulama açıkken kendiliğinden gider.
sync-busy = Gönderiliyor
sync-busy-help = Devam edebilirsiniz.
sync-waiting = gönderilecek
sync-waiting-help = Kendiliğinden gidecek
sync-waiting-none = Bekleyen yok
sync-attention = bakılacak
sync-attention-help = Aşağıya bakın
sync-attention-none = Yapılacak bir şey yok
sync-check = Her şey yerinde mi?
sync-made = Bu telefonda yapılan
sync-received = Büroya ulaşan
sync-sum = { $received } + { $waiting } + { $attention } = { $made }. Eksik yok.
sync-missing = { $count ->
    [one] { $count } ziyaret eksik. Sorumlunuzu arayın.
   *[other] { $count } ziyaret eksik. Sorumlunuzu arayın.
}
sync-more = { $count ->
    [one] Sayıda { $count } ziyaret fazla. Sorumlunuzu arayın.
   *[other] Sayıda { $count } ziyaret fazla. Sorumlunuzu arayın.
}
sync-look = Bakılacak
sync-now = Şimdi gönder
sync-try = Şimdi dene
sync-copy = Kopya
sync-copy-title = Yedek kopya
sync-copy-text = Yalnız büronun okuyabildiği kilitli bir dosya.
sync-copy-when = Gönderim artık olmuyorsa onu sorumlunuza verin.
sync-copy-do = Kopyayı yap
sync-copied = { $count ->
    [one] Kopya hazır: { $count } değişiklik.
   *[other] Kopya hazır: { $count } değişiklik.
}
sync-open-only = Gönderim, Palier açıkken çalışır.
sync-next-try = Sonraki deneme { $time }
sync-missions = Görev görev
sync-feed-same = İki tarafta aynı
sync-feed-on-way = Geliyor
sync-feed-differs = Farklı. Palier kendisi düzeltir.
sync-feed-rows = { $count ->
    [one] burada { $count } kayıt
   *[other] burada { $count } kayıt
}
sync-feed-catalogue = Hizmetler ve ortaklar
sync-feed-own = Mesajlarınız
sync-log = Bu telefondan çıkanlar
sync-log-none = Bu telefondan hiçbir şey çıkmadı.
sync-log-line = { $what } · { $rows ->
    [one] { $rows } kayıt
   *[other] { $rows } kayıt
}
sync-log-pictures = { $count ->
    [one] { $count } eski fotoğraf, yer açmak için
   *[other] { $count } eski fotoğraf, yer açmak için
}
trouble-unreachable = Ağ yok
trouble-timed-out = Ağ çok yavaş
trouble-device-revoked = Bu telefon artık tanınmıyor
trouble-unknown-device = Bu telefon artık tanınmıyor
trouble-stuck = Gönderim ilerlemiyor
trouble-other = Büro iyi cevap vermiyor
trouble-help-unreachable = Hepsi bu telefonda saklı. Devam edebilirsiniz.
trouble-help-timed-out = Hepsi saklı. Palier kendisi yeniden dener.
trouble-help-device-revoked = Hepsi saklı. Sorumlunuzu arayın.
trouble-help-unknown-device = Hepsi saklı. Sorumlunuzdan yeni bir kod isteyin.
trouble-help-stuck = Hepsi saklı. Bir kopya yapın ve sorumlunuzu arayın.
trouble-help-other = Hepsi saklı. Daha sonra deneyin.
attention-quarantined = Büro onu kenara koydu. Sorumlunuz kabul etmeli.
attention-returned = Sorumlunuz size bir soru soruyor.
attention-wrong-clock = Telefonun saati yanlıştı. Ayarlarından kontrol edin.
attention-purged = Bu görev bu telefondan çıktı.
attention-erased = Sakinler istedi ya da süre doldu: bu ziyaret her yerde silindi, burada da. Siz yanlış bir şey yapmadınız.
attention-standing = Bu telefon gönderebilir ama alamaz. Ne yapacağınız için dokunun.
attention-update = Yeni bir sürüm var. Palier’i kapatıp açın.
attention-of-phone = Bu telefon

## Ayarlar

settings-language = Dil
settings-size = Yazı boyutu
settings-size-value = % { $percent }
settings-theme = Renkler
settings-theme-auto = Otomatik
settings-theme-light = Açık
settings-theme-dark = Koyu
settings-pin = Gizli kodu değiştir
settings-pin-done = Kodunuz değişti.
settings-device = Bu telefon
settings-data = Sizin ve sakinlerin verileri
settings-lock = Şimdi kilitle
settings-leave = Bu telefondan ayrıl
device-person = Kişi
device-label = Telefon
device-server = Büro
device-since = Bağlantı tarihi
device-version = Sürüm
device-id = Numara
device-rows = Saklanan kayıt
device-pin = Gizli kod
device-pin-yes = Var
device-pin-no = Yok
device-recovery = Yedek kod
recovery-kept = Sorumlunuzda
recovery-to-be-sent = Sonraki gönderimle gider
recovery-not-needed = Gerek yok
device-autolock = Kendiliğinden kilitlenme
data-title = Veriler
data-read = Sakinlere yüksek sesle okumak için
data-what = Ne saklanır
data-what-text = Kat, kapı, söylenenler; ad asla saklanmaz.
data-how-long = Ne kadar süre
data-how-long-text = Bu telefonda görevin sonuna kadar. Büroda iki yıl, sonra ayrıntılar silinir.
data-who = Kim görür
data-who-text = Görevin ekibi. Ortak yalnızca sayıları görür.
data-rights = Haklarınız
data-rights-text = Okumayı, düzeltmeyi ya da silmeyi isteyebilirsiniz. Bana söyleyin ya da derneğe yazın. CNIL size yardım edebilir.
data-place = Takip yok
data-place-text = Palier konumunuzu asla okumaz.
leave-title = Bu telefondan ayrıl
leave-text = Önce her şey gönderilmeli.
leave-waiting = { $count ->
    [0] Hepsi gönderildi.
    [one] Gönderilecek { $count } değişiklik kaldı.
   *[other] Gönderilecek { $count } değişiklik kaldı.
}
leave-copied = Gitmeyenler bir kopyada duruyor.
leave-not-safe = Büro henüz her şeyi güvene almadı. Sonra gönderin.
leave-drafts = { $count ->
    [one] { $count } görüşme bitmedi. Kaydedin ya da silin.
   *[other] { $count } görüşme bitmedi. Kaydedin ya da silin.
}
leave-how = Biten görev bu telefondan kendiliğinden ayrılır.
leave-empty = Telefonu geri mi veriyorsunuz, artık tanınmıyor mu? Boşaltın.
leave-revoked = Bu telefon artık tanınmıyor. Hiçbir şey almıyor.
leave-lost = Telefon kayboldu mu? Hemen sorumlunuza söyleyin.
leave-sync = Gönderime git
leave-do = Bu telefonu boşalt
leave-sure-title = Bu telefon boşaltılsın mı?
leave-sure-text = Kapılar, ziyaretleriniz ve kodunuz buradan silinir. Büro gönderileni saklar.
leave-sure-copy = { $count ->
    [one] { $count } değişiklik yalnız kopyada. Önce onu sorumlunuza verin.
   *[other] { $count } değişiklik yalnız kopyada. Önce onu sorumlunuza verin.
}
leave-sure-do = Evet, hepsini boşalt

## Olmayanlar ve ne yapmalı

failure-not-enrolled = Bu telefon bağlı değil. Sorumlunuzdan kod isteyin.
failure-locked = Palier kilitli. Kodunuzu yazın.
failure-wrong-pin = Kod bu değil.
failure-wrong-recovery-code = Bu kelimeler olmuyor. Yeniden isteyin.
failure-try-later = Daha erken. Biraz bekleyin.
failure-bad-recovery-code = Bir kelime yanlış yazılmış. Yeniden okuyun.
failure-pin-too-short = Altı rakam veya daha çok gerekir.
failure-pin-too-plain = Bu kod çok kolay. Başka bir kod seçin.
failure-no-pin = Bu telefonun gizli kodu yok.
failure-vault-damaged = Kilit bozuk. Sorumlunuzu arayın.
failure-other-device = Bu veriler başka bir cihazdan. Sorumlunuzu arayın.
failure-store-elsewhere = Palier başka yerde açık. Öbür sekmeyi kapatın.
failure-store-gone = Tarayıcı Palier’in verilerini sildi. Gönderilenler büroda duruyor. Yeni bir kod isteyin.
failure-store-newer = Bu veriler daha yeni. Palier’i güncelleyin.
failure-store-damaged = Veriler bozuk. Kopya yapın, sorumlunuzu arayın.
failure-storage-full = Telefon dolu. Yer açın, sonra yeniden deneyin.
failure-storage-refused = Tarayıcı hiçbir şey saklamıyor. Gizli gezinmeden çıkın.
failure-store-closed = Veriler açılmıyor. Telefonu yeniden başlatın.
failure-store-failed = Saklanmadı. Yeniden deneyin.
failure-unreachable = Ağ yok. Hepsi bu telefonda saklı.
failure-refused = Büro bu telefonu tanımıyor. Sorumlunuzu arayın.
failure-stuck = Gönderim ilerlemiyor. Hepsi saklı. Sonra deneyin.
failure-bad-address = Bu adres olmuyor. Yeniden okuyun.
failure-bad-code = Bu kod olmuyor. Yeniden okuyun ya da başka kod isteyin.
failure-other-account = Bu kod başka biri için.
failure-unknown-mission = Bu görev artık bu telefonda değil.
failure-which-mission = Birkaç görev uyuyor. Birini seçin.
failure-unknown-door = Bu kapı artık bu telefonda değil.
failure-unknown-building = Bu bina artık bu telefonda değil.
failure-unknown-stairwell = Bu giriş artık bu telefonda değil.
failure-door-has-visits = Bu kapının ziyaretleri var. Kalır.
failure-landing-full = Bu kat dolu. Başka bir kat seçin.
failure-do-not-contact = Bu sakinler artık ziyaret istemiyor.
failure-unknown-service = Bu hizmet artık yok. Başkasını seçin.
failure-unknown-visit = Bu ziyaret artık bu telefonda değil.
failure-not-author = Bu ziyaret başkasının.
failure-nothing-to-change = Hiçbir şey değişmedi.
failure-bad-value = Bir cevap olmuyor. Yeniden okuyun.
failure-file-exists = Bu dosya zaten var. Başka bir ad verin.
failure-no-seal-key = Bir kez gönderin, sonra kopyayı yapın.
failure-unsent-work = Bazı işler henüz güvende değil. Gönderin ya da kopya yapın.
failure-open-drafts = Bir görüşme, düzeltme ya da yanıt bitmedi. Kaydedin ya da silin.
failure-machine = Bir şey takıldı. Palier’i kapatıp açın.

# Cards, the message written together, the debrief, one’s own year
failure-not-open = Görev henüz açık değil. Önce kartlarını okuyun.
failure-unknown-card = Bu kart artık görevde değil.
settings-year = Yılım
mission-message-open = Oku ve görüşünü söyle
mission-draft = Görev hazırlanıyor. Okuyun ve görüşünüzü söyleyin.
cards-title = Okunacak kartlar
card-to-read = Okunacak
card-read = Okundu
card-changed = Okuduğunuzdan beri değişti
card-changed-help = Okuduğunuzdan beri değişenler işaretli.
card-right = Doğru.
card-answer-first = Önce soruları yanıtlayın.
card-finish = Okudum
card-done = Kaydedildi.
message-you = Siz yazdınız:
message-proposal = Öneri
message-comment = Notunuz
message-propose = Mesaj öneriniz
message-reword = Başka sözler öner
message-send = Gönder
message-sent = Saklandı, bir sonraki bağlantıda gider.
message-missing = Önce birkaç söz yazın.
debrief-title = Görev değerlendirmesi
debrief-help = Yanıtlarınızı yalnız sorumlunuz okur. Sakin adı yazmayın.
debrief-worked = Kapıda ne işe yaradı?
debrief-hard = Zor olan neydi?
debrief-heard = Sakinler en çok ne dedi?
debrief-change = Ne değişmeli?
debrief-synthesis = Ekip ne öğrendi
year-help = Bu döküm yalnız sizin için. Başka kimse böyle görmez.
year-print = Yazdır
card-wrong = Doğru yanıt: { $answer }
message-version = Sürüm { $number }
year-title = { $year } yılım
year-languages = Konuşulan diller: { $languages }
card-gone = { $count ->
    [one] Bir bölüm çıkarıldı.
   *[other] { $count } bölüm çıkarıldı.
}
mission-cards-first = { $count ->
    [one] Okunacak bir kart kaldı, sonra kapılar açılır.
   *[other] Okunacak { $count } kart kaldı, sonra kapılar açılır.
}
year-missions = { $count ->
    [one] görev
   *[other] görev
}
year-met = { $count ->
    [one] görüşülen hane
   *[other] görüşülen hane
}
year-cards = { $count ->
    [one] okunan kart
   *[other] okunan kart
}
## Siz söylediniz, yapıldı

answer-section = Kapılarda söylenecek
answer-said = Siz söylediniz
answer-promised = Cevap
answer-late = Söz verildi, gecikti
answer-done = Yapıldı
answer-partly = Bir kısmı yapıldı
answer-not-done = Yapılmadı
answer-until = en geç { $day }
answer-doors = { $count ->
    [0] Henüz söylenmedi
    [one] Bir kapıda söylendi
   *[other] { $count } kapıda söylendi
}
answer-tell = Burada söyledim
answer-told = Bu kapıda söylendi
answer-noted = Kaydedildi: burada söylendi.
signal-section = İletildi, cevap bekleniyor
signal-heard = { $count ->
    [one] bir evde duyuldu
   *[other] { $count } evde duyuldu
}
signal-since = { $day } iletildi
signal-read = okundu
signal-unread = henüz okunmadı
failure-unknown-answer = Bu cevap bu bina için değil.

# What the team tells itself
exchange-title = Ekibin paylaşımları
exchange-about = Kapıda ne işe yarıyor, komşular arasında
exchange-help = Bu sözleri bütün ekip ve sorumlunuz okur. Sakinlerle ilgili hiçbir şeyin yeri burası değil.
exchange-empty = Henüz kimse bir şey yazmadı. Bir kapıda neyin işe yaradığını anlatın.
exchange-yours = Ekibe sözleriniz
exchange-reply = Yanıtla
exchange-reply-yours = Yanıtınız
exchange-reply-not = Yanıtlama
exchange-pinned = Önce bunu okuyun
exchange-thank = Teşekkürler
exchange-take-out = Geri çek
exchange-taken-out = Geri çekildi.
exchange-thanks = { $count ->
    [one] { $count } kişi size teşekkür ediyor.
   *[other] { $count } kişi size teşekkür ediyor.
}
picture-add = Fotoğraf ekle
picture-help = Bir afiş, bir broşür. Asla bir kişi, asla bir evin içi değil.
picture-remove = Fotoğrafı çıkar
picture-yours = Seçtiğiniz fotoğraf
picture-alt = Fotoğraf
picture-coming = Bir sonraki gönderimde bir fotoğraf gelecek.
picture-dropped = Fotoğraf artık bu telefonda değil: yer yoktu.
picture-unreadable = Bu fotoğraf okunamıyor. Başka bir tane seçin.
news-posted = Ekibin paylaşımlarında
