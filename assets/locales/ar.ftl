### Palier، الهاتف، بالعربية. الأصل بالفرنسية.

## في كل مكان

app-name = Palier
back = رجوع
close = إغلاق
cancel = إلغاء
continue = متابعة
undo = تراجع
retry = حاول مرة أخرى
more = المزيد
loading = جارٍ الفتح…
nav-main = القائمة الرئيسية
nav-today = اليوم
nav-doors = الأبواب
nav-visits = زياراتي
nav-sync = الإرسال
settings = الإعدادات
lost-title = هذه الصفحة غير موجودة
lost-text = تغيّر العنوان. عملك ما زال هنا.
lost-home = إلى صفحة اليوم
pill-waiting = { $count ->
    [0] كل شيء مُرسل
    [zero] لا شيء للإرسال
    [one] واحدة للإرسال
    [two] اثنتان للإرسال
    [few] { $count } للإرسال
    [many] { $count } للإرسال
   *[other] { $count } للإرسال
}
pill-done = كل شيء مُرسل
pill-attention = { $count ->
    [zero] لا شيء للنظر
    [one] أمر واحد للنظر
    [two] أمران للنظر
    [few] { $count } أمور للنظر
    [many] { $count } أمرًا للنظر
   *[other] { $count } أمر للنظر
}
of-total = { $part } / { $whole }
of-total-spoken = { $whole ->
    [zero] لا أبواب
    [one] زيارة { $part } من باب واحد
    [two] زيارة { $part } من بابين
    [few] زيارة { $part } من { $whole } أبواب
    [many] زيارة { $part } من { $whole } بابًا
   *[other] زيارة { $part } من { $whole } باب
}

## التواريخ

date-long = ‏{ $weekday } { $day } { $month }
date-day = ‏{ $day } { $month }
date-time = { $hour }:{ $minute }
date-and-time = ‏{ $day } الساعة { $time }
date-today = اليوم
date-tomorrow = غدًا
date-yesterday = أمس
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
month-short-1 = يناير
month-short-2 = فبراير
month-short-3 = مارس
month-short-4 = أبريل
month-short-5 = مايو
month-short-6 = يونيو
month-short-7 = يوليو
month-short-8 = أغسطس
month-short-9 = سبتمبر
month-short-10 = أكتوبر
month-short-11 = نوفمبر
month-short-12 = ديسمبر
weekday-1 = الإثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد
minutes = ‏{ $count } د
minutes-spoken = { $count ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}

## الأبواب والأماكن

door = الباب { $label }
door-spoken = الباب { $label }، { $state }
door-next-spoken = الباب { $label }، { $state }، هو التالي
floor = { $floor ->
    [0] الطابق الأرضي
   *[other] الطابق { $floor }
}
floor-short = { $floor }
floor-below = القبو { $floor }
floor-below-short = ق{ $floor }
stairwell = المدخل { $name }
place-floor-stairwell = ‏{ $floor }، المدخل { $stairwell }
place-building-door = ‏{ $building }، الباب { $door }
place-building-stairwell-floor = ‏{ $building }، المدخل { $stairwell }، { $floor }
place-building-floor = ‏{ $building }، { $floor }
state-to-see = للزيارة
state-met = تم اللقاء
state-absent = غائب
state-come-back = للعودة
state-refused = رفض
state-inaccessible = مغلق
state-vacant = فارغ
state-do-not-contact = توقّف
state-here = هنا
state-full-to-see = للزيارة
state-full-met = تم اللقاء
state-full-absent = لم يفتح أحد
state-full-come-back = للعودة لاحقًا
state-full-refused = رفض
state-full-inaccessible = لا يمكن الدخول
state-full-vacant = مسكن فارغ
state-full-do-not-contact = لا تطرق هذا الباب

## البداية

enrol-title = أهلًا بك
enrol-lead = أعطتك المسؤولة رمزًا.
enrol-code = رمزك
enrol-code-help = ثلاث كلمات. الشرطات لا تهم.
enrol-scan = امسح الرمز
scan-how = وجّه الكاميرا إلى المربع الأسود والأبيض على شاشة المسؤول أو ورقته.
scan-other = هذا الرمز ليس لهذا العنوان. اكتب الكلمات.
scan-refused = الكاميرا غير مسموح بها. اكتب الكلمات، أو اسمح بها في إعدادات المتصفح.
scan-missing = لا توجد كاميرا هنا. اكتب الكلمات.
scan-type = اكتب الكلمات
enrol-label = اسم هذا الهاتف
enrol-label-default = هاتفي
enrol-server = عنوان المكتب
enrol-server-help = يبدأ بـ https.
enrol-kept = ما يحفظه هذا الهاتف
enrol-kept-what = الأبواب وزياراتك وملاحظاتك. لا شيء عن تنقلاتك.
enrol-kept-why = للعمل بلا شبكة ودون ضياع شيء.
enrol-kept-how = كل شيء مغلق برمزك السري.
enrol-kept-long = عند انتهاء المهمة تغادر بياناتها هذا الهاتف.
enrol-code-missing = اكتب الكلمات الثلاث لرمزك.
enrol-server-missing = اكتب عنوان المكتب.
enrol-joining = جارٍ ربط هذا الهاتف بالمكتب…
enrol-done = مرحبًا { $name }
enrol-done-lead = هذا الهاتف جاهز.
enrol-install = أضف Palier إلى الشاشة الرئيسية
enrol-install-why = وإلا يمحو Safari كل شيء بعد سبعة أيام بلا استعمال.
enrol-install-how = قائمة المتصفح، ثم «إضافة إلى الشاشة الرئيسية».
enrol-forgot = نسيت الرمز؟ المسؤولة تساعدك.
enrol-start = ابدأ
pin-choose = اختر رمزًا سريًا
pin-choose-help = ستة أرقام أو أكثر. ليس تاريخ ميلادك.
pin-again = مرة أخرى
pin-again-help = اكتب الرمز نفسه.
pin-differs = الرمزان مختلفان.
pin-enter = رمزك
pin-old = رمزك الحالي
pin-offline = يعمل أيضًا بلا شبكة
pin-open = افتح
pin-next = متابعة
pin-erase = امسح
pin-digits = { $count ->
    [0] لا أرقام
    [zero] لا أرقام
    [one] رقم واحد
    [two] رقمان
    [few] { $count } أرقام
    [many] { $count } رقمًا
   *[other] { $count } رقم
}
pin-pad = لوحة أرقام الرمز
pin-wait = { $seconds ->
    [zero] انتظر لحظة.
    [one] انتظر ثانية.
    [two] انتظر ثانيتين.
    [few] انتظر { $seconds } ثوانٍ.
    [many] انتظر { $seconds } ثانية.
   *[other] انتظر { $seconds } ثانية.
}
pin-wait-minutes = { $minutes ->
    [zero] انتظر لحظة.
    [one] انتظر دقيقة.
    [two] انتظر دقيقتين.
    [few] انتظر { $minutes } دقائق.
    [many] انتظر { $minutes } دقيقة.
   *[other] انتظر { $minutes } دقيقة.
}
pin-forgotten = نسيت الرمز؟
recover-title = رمز منسي
recover-lead = اتصل بالمسؤولة لتقرأ لك كلمات.
recover-kept = لم يضِع شيء. يعمل بلا شبكة.
recover-code = كلمات المسؤولة

## اليوم

today-hello = مرحبًا { $name }
today-waiting = { $count ->
    [zero] لا زيارات للإرسال
    [one] زيارة واحدة للإرسال
    [two] زيارتان للإرسال
    [few] { $count } زيارات للإرسال
    [many] { $count } زيارةً للإرسال
   *[other] { $count } زيارة للإرسال
}
today-waiting-changes = { $count ->
    [zero] لا تغييرات للإرسال
    [one] تغيير واحد للإرسال
    [two] تغييران للإرسال
    [few] { $count } تغييرات للإرسال
    [many] { $count } تغييرًا للإرسال
   *[other] { $count } تغيير للإرسال
}
today-all-sent = أُرسل كل شيء
sync-last = آخر إرسال { $when }
sync-last-at = آخر إرسال الساعة { $time }
sync-never = لا إرسال بعد
sync-going = جارٍ الإرسال…
today-returned = { $count ->
    [zero] لا زيارات للتصحيح
    [one] زيارة واحدة للتصحيح
    [two] زيارتان للتصحيح
    [few] { $count } زيارات للتصحيح
    [many] { $count } زيارةً للتصحيح
   *[other] { $count } زيارة للتصحيح
}
today-returned-help = سؤال ينتظرك
today-differs = { $count ->
    [zero] لا أجوبة مكررة
    [one] جواب واحد كُتب مرتين
    [two] جوابان كُتبا مرتين
    [few] { $count } أجوبة كُتبت مرتين
    [many] { $count } جوابًا كُتب مرتين
   *[other] { $count } جواب كُتب مرتين
}
today-differs-help = اختر ما يُحسب
today-refused = { $count ->
    [zero] لا زيارات للنظر
    [one] زيارة واحدة للنظر
    [two] زيارتان للنظر
    [few] { $count } زيارات للنظر
    [many] { $count } زيارةً للنظر
   *[other] { $count } زيارة للنظر
}
today-refused-help = وضعها المكتب جانبًا
today-draft = حديث لم يكتمل، الباب { $door }
today-draft-correction = تصحيح لم يكتمل، الباب { $door }
today-draft-answer = جواب لم يكتمل، الباب { $door }
today-draft-help = بدأ { $when }
today-until = حتى { $day }
today-partner-until = ‏{ $partner } · حتى { $day }
today-over = انتهت في { $day }
today-partner-over = ‏{ $partner } · انتهت في { $day }
doors-seen = { $seen ->
    [zero] لم يُزر أي باب
    [one] باب واحد مُزار
    [two] بابان مُزاران
    [few] { $seen } أبواب مُزارة
    [many] { $seen } بابًا مُزارًا
   *[other] { $seen } باب مُزار
}
doors-seen-of = من { $total }
today-mission = انظر المهمة
today-all-seen = زُرت كل الأبواب. أحسنت.
today-late = متأخر
today-due = موعود به اليوم
today-soon = موعود به قريبًا
today-news = أخبار
news-to-do = عليك القيام به
news-to-do-until = للقيام به قبل { $day }
news-done = تم
news-written = تكتب لك المسؤولة
due-revisit = عودة
due-revisit-at = عودة الساعة { $time }
due-revisit-on = عودة { $day }
due-referral = توجيه
due-referral-at = موعد الساعة { $time }
due-referral-on = موعد { $day }
due-with = ‏{ $service }، { $place }
today-empty = لا مهمة الآن.
today-empty-help = ستعطيك المسؤولة مهمة.
today-receiving = تصل مهامك الآن…
today-sync-now = اسأل المكتب

## المهام

missions-title = المهام
missions-choose = اختر مهمة
mission-message = ما يُقال عند الأبواب
mission-own = عملك
mission-own-visits = { $count ->
    [zero] زيارة
    [one] زيارة
    [two] زيارتان
    [few] زيارات
    [many] زيارةً
   *[other] زيارة
}
mission-own-met = { $count ->
    [zero] أسرة
    [one] أسرة التقيتها
    [two] أسرتان
    [few] أسر التقيتها
    [many] أسرةً التقيتها
   *[other] أسرة التقيتها
}
mission-own-advice = { $count ->
    [zero] نصيحة
    [one] نصيحة
    [two] نصيحتان
    [few] نصائح
    [many] نصيحةً
   *[other] نصيحة
}
mission-own-needs = { $count ->
    [zero] حاجة
    [one] حاجة سمعتها
    [two] حاجتان
    [few] حاجات سمعتها
    [many] حاجةً سمعتها
   *[other] حاجة سمعتها
}
mission-mine = مبانيك
mission-others = مبانٍ أخرى
mission-buildings = المباني
mission-services = خدمات للنصح بها
mission-no-buildings = لا مبانٍ بعد. أرسل لتستقبلها.
mission-leaving = ستغادر هذه المهمة هذا الهاتف.
service-who = لمن
service-where = أين
service-when = متى
service-phone = الهاتف
service-papers = أوراق يجب إحضارها

## شبكة الأبواب

doors-cages = المداخل
doors-grid = أبواب { $name }
doors-choose = اختر عدة أبواب
doors-stop-choosing = إنهاء الاختيار
doors-add = أضف بابًا
doors-legend = دليل الرموز
doors-chosen = { $count ->
    [0] لم تختر أي باب
    [zero] لم تختر أي باب
    [one] باب واحد مختار
    [two] بابان مختاران
    [few] { $count } أبواب مختارة
    [many] { $count } بابًا مختارًا
   *[other] { $count } باب مختار
}
doors-nobody = لم يفتح أحد
doors-other = غير ذلك
doors-next = بعدها: الباب { $door }، { $place }
doors-go = الباب { $door }
doors-all-seen = زُرت كل الأبواب. أحسنت.
doors-empty = لا أبواب في هذا المبنى.
doors-empty-help = أضف الأول، أو اسأل المسؤولة.
doors-other-title = { $count ->
    [zero] بلا أبواب
    [one] لباب واحد
    [two] لبابين
    [few] لـ { $count } أبواب
    [many] لـ { $count } بابًا
   *[other] لـ { $count } باب
}
saved-one = الباب { $door }: { $state }
saved-many = { $count ->
    [zero] لا أبواب: { $state }
    [one] باب واحد: { $state }
    [two] بابان: { $state }
    [few] { $count } أبواب: { $state }
    [many] { $count } بابًا: { $state }
   *[other] { $count } باب: { $state }
}
saved-talk = الباب { $door }: حُفظ الحديث
undone = تم التراجع.
add-title = أضف بابًا
add-stairwell = المدخل
add-floor = الطابق
add-label = ما هو مكتوب عليه
add-label-missing = اكتب ما هو مكتوب على الباب.
add-do = أضف
added = أُضيف الباب { $door }

## عند الباب

at-before = زيارات سابقة هنا
at-first = أول زيارة هنا
at-history = انظر الكل
at-message = ما يُقال هنا
at-promised = موعود به هنا
at-edit = عدّل الباب
at-draft = حديث بدأ
at-draft-resume = تابع
at-come-back = للعودة
at-refused = رفض
at-inaccessible = مغلق
at-inaccessible-help = لا دخول
at-vacant = فارغ
at-vacant-help = مسكن فارغ
at-met = فُتح لي
at-met-help = ابدأ الحديث
at-absent = لم يفتح أحد
at-outcomes = ماذا حدث؟
at-stop-title = لا تطرق هذا الباب
at-stop-text = لا يريد هؤلاء السكان زيارات.
when-title = متى تعود؟
when-tonight = هذا المساء
when-tomorrow = غدًا
when-saturday = السبت
when-week = بعد أسبوع
when-other = يوم آخر
when-day = اليوم
when-time = الساعة (إن عرفتها)
when-save = احفظ
when-missing = اختر يومًا.
edit-title = الباب { $label }
edit-label = ما هو مكتوب عليه
edit-rename = غيّر الاسم
edit-remove = احذف هذا الباب
edit-stop = لا تطرق هذا الباب
edit-stop-help = بطلب من السكان
edit-stop-undo = يقبلون الزيارة من جديد
renamed = تغيّر اسم الباب { $door }
removed = حُذف الباب { $door }
stopped = الباب { $door }: لا تطرقه
unstopped = الباب { $door }: للزيارة من جديد

## الحديث

talk-started = بدأ الحديث الساعة { $time }
talk-advice = نصائح أُعطيت
talk-no-services = لا خدمات لهذه المهمة.
talk-service-open = ‏{ $service }: ما يجب معرفته
talk-service-advise = نصحت به
talk-service-drop = أزل هذه النصيحة
talk-needs = حاجات سُمعت
talk-need-words = ‏{ $theme }: بكلماته
talk-need-words-help = بلا اسم ولا عنوان
talk-language = لغة الحديث
talk-language-more = غيرها
talk-follow = ما يلي
talk-follow-visit = موعد
talk-follow-service = توجيه
talk-follow-none = لا شيء
talk-follow-which = إلى أي خدمة؟
talk-follow-which-missing = اختر خدمة.
talk-follow-when = متى؟
talk-consent = الشخص موافق
talk-consent-visit = على هذا الموعد.
talk-consent-service = على توجيهه والاتصال به.
talk-consent-missing = اطلب موافقته، ثم ضع علامة هنا.
talk-note = ملاحظة
talk-note-if = (عند الحاجة)
talk-note-help = ما يفيد، بلا اسم.
talk-informed = الشخص يعرف
talk-informed-what = ما تكتبه.
talk-save = احفظ
talk-save-next = ثم الباب { $door }
talk-discard = امحُ هذا الحديث
talk-discarded = مُحي الحديث
talk-kept = كل ما تكتبه محفوظ.
need-eau = تسرب ماء
need-charges = الفواتير
need-chauffage = التدفئة
need-ascenseur = المصعد
need-demarches-en-ligne = المعاملات
need-emploi = العمل
need-ecole = المدرسة
need-humidite = الرطوبة
need-bruit = الضجيج
need-proprete = النظافة
need-dechets = النفايات
need-nuisibles = الحشرات
need-sante = الصحة
need-securite = الأمان
need-isolement = العزلة
need-mutation = السكن
need-autre = غير ذلك
needs-more = المزيد
heading-home = المسكن
heading-request = طلب
heading-keep = للتذكر
guard-title = ‏«{ $word }» { $topic }
guard-why = لا نحفظ هذه الكلمة بلا موافقة. يحق للشخص أن يقرأ هذه الملاحظة.
guard-remove = احذف الكلمة
guard-agreed = الشخص موافق
guard-agreed-done = سُجلت الموافقة.
topic-health = تتعلق بالصحة
topic-origin = تتعلق بالأصل
topic-religion = تتعلق بالدين
topic-politics = تتعلق بالسياسة
topic-offence = تتعلق بمخالفة
spoken-fr = الفرنسية
spoken-ar = العربية
spoken-tr = التركية
spoken-pt = البرتغالية
spoken-en = الإنجليزية
spoken-ber = الأمازيغية
spoken-kab = القبائلية
spoken-es = الإسبانية
spoken-it = الإيطالية
spoken-ro = الرومانية
spoken-bg = البلغارية
spoken-pl = البولندية
spoken-ru = الروسية
spoken-uk = الأوكرانية
spoken-sq = الألبانية
spoken-sr = الصربية
spoken-hy = الأرمنية
spoken-ka = الجورجية
spoken-ku = الكردية
spoken-fa = الفارسية
spoken-ps = البشتو
spoken-ur = الأردية
spoken-hi = الهندية
spoken-bn = البنغالية
spoken-ta = التاميلية
spoken-zh = الصينية
spoken-vi = الفيتنامية
spoken-bm = البامبارا
spoken-snk = السوننكي
spoken-ff = الفولانية
spoken-wo = الولوف
spoken-ln = اللينغالا
spoken-so = الصومالية
spoken-ti = التغرينية
spoken-am = الأمهرية
spoken-swb = القمرية
spoken-mg = الملغاشية
spoken-ht = الكريولية الهايتية
spoken-rom = الغجرية
spoken-lsf = لغة الإشارة
spoken-other = لغة أخرى

## تاريخ الباب

history-title = زيارات الباب { $label }
history-empty = لم يأتِ أحد بعد.
history-by = من { $name }
history-by-you = منك
history-advised = نصائح
history-heard = حاجات
history-promised = موعود به
history-note = ملاحظة
history-withdrawn = مسحوبة
history-clock = وقت مقدّر
history-spoken = اللغة

## زياراتي

visits-returned = للتصحيح
visits-waiting = للإرسال
visits-all = الكل
visits-filter = أي زيارات
visits-empty-all = لا زيارات بعد. الباب الأول ينتظرك.
visits-empty-waiting = أُرسل كل شيء.
visits-empty-returned = لا شيء للتصحيح.
visits-yours = زيارتك في { $day }، { $time }
visits-asks = تسأل { $name }:
visits-asks-unnamed = تسأل المسؤولة:
visits-answer = جوابك
visits-answer-missing = اكتب جوابًا، أو صحّح الزيارة.
visits-answer-yes = نعم
visits-answer-no = لا
visits-answer-days = منذ بضعة أيام
visits-answer-weeks = منذ بضعة أسابيع
visits-answer-months = منذ عدة أشهر
visits-answer-unknown = لا أعرف
visits-answer-ask = سأعود لأسأل
visits-send-back = أعد الإرسال
visits-correct = صحّح
visits-answered = حُفظ جوابك.
visits-you-said = أجبت:
visits-said = كتبت { $name }:
visits-said-desk = كتبت المسؤولة:
visits-sent = أُرسلت
visits-to-send = للإرسال
visits-refused = للنظر
visits-approved = رُوجعت
visits-differs = كُتب مرتين
visits-differs-help = كتب شخص آخر شيئًا آخر. المكتب يحفظ الاثنين.
visits-differs-mine = كتبت
visits-differs-kept = ما يُحسب
visits-differs-take = أعد ما كتبته
visits-differs-leave = اتركه هكذا
visits-differs-done = سُجّل ذلك.
visits-nothing = لا شيء
visits-total = ‏{ $shown } من { $total }
field-outcome = النتيجة
field-minutes = المدة
field-language = اللغة
field-note = الملاحظة
field-informed = الإعلام
field-consent = الموافقة على حفظ هذه الكلمة
field-withdrawn = السحب
field-words = كلمات سُمعت
field-due = الموعد
field-label = اسم الباب
field-do-not-contact = لا تطرق هذا الباب
field-other = نقطة أخرى
correct-title = صحّح الزيارة
correct-outcome = ماذا حدث؟
correct-minutes = المدة بالدقائق
correct-save = احفظ التصحيح
correct-saved = حُفظ التصحيح
correct-nothing = لم يتغير شيء.
correct-discard = امحُ هذه التغييرات
correct-discarded = مُحيت التغييرات
correct-withdraw = اسحب هذه الزيارة
correct-withdraw-help = لن تُحسب بعد ذلك.
correct-restore = أعد هذه الزيارة
withdrawn = سُحبت الزيارة
restored = أُعيدت الزيارة

## الإرسال

sync-title = الإرسال
sync-ok = كل شيء على ما يرام
sync-ok-help = لدى المكتب كل ما أُرسل.
sync-ready = جاهز للإرسال
sync-ready-help = يُرسل وحده ما دام التطبيق مفتوحًا.
sync-busy = جارٍ الإرسال
sync-busy-help = يمكنك المتابعة.
sync-waiting = للإرسال
sync-waiting-help = سيُرسل وحده
sync-waiting-none = لا شيء ينتظر
sync-attention = للنظر
sync-attention-help = انظر أسفل
sync-attention-none = لا شيء عليك
sync-check = هل كل شيء هنا؟
sync-made = من هذا الهاتف
sync-received = وصلت إلى المكتب
sync-sum = ‏⁦{ $received } + { $waiting } + { $attention } = { $made }⁩. لا ينقص شيء.
sync-missing = { $count ->
    [zero] لا ينقص شيء.
    [one] تنقص زيارة واحدة. اتصل بالمسؤولة.
    [two] تنقص زيارتان. اتصل بالمسؤولة.
    [few] تنقص { $count } زيارات. اتصل بالمسؤولة.
    [many] تنقص { $count } زيارةً. اتصل بالمسؤولة.
   *[other] تنقص { $count } زيارة. اتصل بالمسؤولة.
}
sync-more = { $count ->
    [zero] العدد صحيح.
    [one] في العدد زيارة زائدة. اتصل بالمسؤولة.
    [two] في العدد زيارتان زائدتان. اتصل بالمسؤولة.
    [few] في العدد { $count } زيارات زائدة. اتصل بالمسؤولة.
    [many] في العدد { $count } زيارةً زائدة. اتصل بالمسؤولة.
   *[other] في العدد { $count } زيارة زائدة. اتصل بالمسؤولة.
}
sync-look = للنظر
sync-now = أرسل الآن
sync-try = حاول الآن
sync-copy = نسخة
sync-copy-title = نسخة للطوارئ
sync-copy-text = ملف مغلق لا يقرؤه إلا المكتب.
sync-copy-when = إن تعطل الإرسال، أعطه للمسؤولة.
sync-copy-do = اصنع النسخة
sync-copied = { $count ->
    [zero] النسخة فارغة.
    [one] تمت النسخة: تغيير واحد.
    [two] تمت النسخة: تغييران.
    [few] تمت النسخة: { $count } تغييرات.
    [many] تمت النسخة: { $count } تغييرًا.
   *[other] تمت النسخة: { $count } تغيير.
}
sync-open-only = يعمل الإرسال عندما يكون Palier مفتوحًا.
sync-next-try = المحاولة التالية الساعة { $time }
sync-missions = مهمة بعد مهمة
sync-feed-same = متساوٍ في الجهتين
sync-feed-on-way = في الطريق
sync-feed-differs = مختلف. يصلحه Palier وحده.
sync-feed-rows = { $count ->
    [zero] لا سجلات هنا
    [one] سجل واحد هنا
    [two] سجلان هنا
    [few] { $count } سجلات هنا
    [many] { $count } سجلًا هنا
   *[other] { $count } سجل هنا
}
sync-feed-catalogue = الخدمات والشركاء
sync-feed-own = رسائلك
sync-log = ما غادر هذا الهاتف
sync-log-none = لم يغادر شيء هذا الهاتف.
sync-log-line = { $what } · { $rows ->
    [zero] لا سجلات
    [one] سجل واحد
    [two] سجلان
    [few] { $rows } سجلات
    [many] { $rows } سجلًا
   *[other] { $rows } سجل
}
sync-log-pictures = { $count ->
    [zero] لا صور
    [one] صورة قديمة واحدة، لإفساح المكان
    [two] صورتان قديمتان، لإفساح المكان
    [few] { $count } صور قديمة، لإفساح المكان
    [many] { $count } صورة قديمة، لإفساح المكان
   *[other] { $count } صورة قديمة، لإفساح المكان
}
trouble-unreachable = لا شبكة
trouble-timed-out = الشبكة بطيئة جدًا
trouble-device-revoked = لم يعد هذا الهاتف معروفًا
trouble-unknown-device = لم يعد هذا الهاتف معروفًا
trouble-stuck = الإرسال لا يتقدم
trouble-other = المكتب لا يجيب جيدًا
trouble-help-unreachable = كل شيء محفوظ في هذا الهاتف. يمكنك المتابعة.
trouble-help-timed-out = كل شيء محفوظ. يحاول Palier وحده.
trouble-help-device-revoked = كل شيء محفوظ. اتصل بالمسؤولة.
trouble-help-unknown-device = كل شيء محفوظ. اطلب من المسؤولة رمزًا جديدًا.
trouble-help-stuck = كل شيء محفوظ. اصنع نسخة واتصل بالمسؤولة.
trouble-help-other = كل شيء محفوظ. حاول لاحقًا.
attention-quarantined = وضعها المكتب جانبًا. على المسؤولة أن تقبلها.
attention-returned = تسألك المسؤولة سؤالًا.
attention-wrong-clock = كانت ساعة الهاتف خاطئة. تحقق منها في إعداداته.
attention-purged = غادرت هذه المهمة هذا الهاتف.
attention-erased = طلب السكان ذلك أو انتهت المدة: مُحيت هذه الزيارة في كل مكان، وهنا أيضًا. لم ترتكب أي خطأ.
attention-standing = يمكن لهذا الهاتف الإرسال دون الاستقبال. المس لتعرف ما العمل.
attention-update = توجد نسخة جديدة. أغلق Palier ثم افتحه.
attention-of-phone = هذا الهاتف

## الإعدادات

settings-language = اللغة
settings-size = حجم النص
settings-size-value = { $percent } %
settings-theme = الألوان
settings-theme-auto = تلقائي
settings-theme-light = فاتح
settings-theme-dark = داكن
settings-pin = غيّر الرمز السري
settings-pin-done = تغيّر رمزك.
settings-device = هذا الهاتف
settings-data = بياناتك وبيانات السكان
settings-lock = أغلق الآن
settings-leave = ترك هذا الهاتف
device-person = الشخص
device-label = الهاتف
device-server = المكتب
device-since = مربوط منذ
device-version = النسخة
device-id = الرقم
device-rows = سجلات محفوظة
device-pin = الرمز السري
device-pin-yes = نعم
device-pin-no = لا
device-recovery = رمز الطوارئ
recovery-kept = لدى المسؤولة
recovery-to-be-sent = يذهب مع الإرسال القادم
recovery-not-needed = لا حاجة
device-autolock = يغلق وحده بعد
data-title = البيانات
data-read = للقراءة بصوت عالٍ للسكان
data-what = ما يُحفظ
data-what-text = الطابق والباب وما قيل، ولا يُحفظ الاسم أبدًا.
data-how-long = كم من الوقت
data-how-long-text = حتى نهاية المهمة في هذا الهاتف. سنتان في المكتب، ثم تُمحى التفاصيل.
data-who = من يراه
data-who-text = فريق المهمة. الشريك لا يرى إلا أرقامًا.
data-rights = حقوقك
data-rights-text = يحق لك أن تطلب القراءة أو التصحيح أو المحو. قل لي ذلك، أو اكتب إلى الجمعية. ويمكن لهيئة CNIL أن تساعدك.
data-place = بلا تتبع
data-place-text = لا يقرأ Palier موقعك أبدًا.
leave-title = ترك هذا الهاتف
leave-text = أولًا، يجب إرسال كل شيء.
leave-waiting = { $count ->
    [0] أُرسل كل شيء.
    [zero] أُرسل كل شيء.
    [one] بقي تغيير واحد للإرسال.
    [two] بقي تغييران للإرسال.
    [few] بقيت { $count } تغييرات للإرسال.
    [many] بقي { $count } تغييرًا للإرسال.
   *[other] بقي { $count } تغيير للإرسال.
}
leave-copied = النسخة تحفظ ما لم يُرسل.
leave-not-safe = لم يؤمّن المكتب كل شيء بعد. أرسل لاحقًا.
leave-drafts = { $count ->
    [zero] لا أحاديث غير مكتملة.
    [one] حديث واحد لم يكتمل. احفظه أو امحه.
    [two] حديثان لم يكتملا. احفظهما أو امحهما.
    [few] { $count } أحاديث لم تكتمل. احفظها أو امحها.
    [many] { $count } حديثًا لم يكتمل. احفظها أو امحها.
   *[other] { $count } حديث لم يكتمل. احفظها أو امحها.
}
leave-how = المهمة المنتهية تترك هذا الهاتف وحدها.
leave-empty = تعيد هذا الهاتف، أو لم يعد معروفًا؟ أفرغه.
leave-revoked = لم يعد هذا الهاتف معروفًا. لا يستقبل شيئًا.
leave-lost = ضاع الهاتف؟ أخبر المسؤولة فورًا.
leave-sync = إلى الإرسال
leave-do = أفرغ هذا الهاتف
leave-sure-title = إفراغ هذا الهاتف؟
leave-sure-text = تغادر الأبواب وزياراتك ورمزك هذا الهاتف. يحفظ المكتب ما أُرسل.
leave-sure-copy = { $count ->
    [zero] لا تغييرات في النسخة وحدها.
    [one] النسخة وحدها تحفظ تغييرًا واحدًا. أعطها أولًا للمسؤولة.
    [two] النسخة وحدها تحفظ تغييرين. أعطها أولًا للمسؤولة.
    [few] النسخة وحدها تحفظ { $count } تغييرات. أعطها أولًا للمسؤولة.
    [many] النسخة وحدها تحفظ { $count } تغييرًا. أعطها أولًا للمسؤولة.
   *[other] النسخة وحدها تحفظ { $count } تغيير. أعطها أولًا للمسؤولة.
}
leave-sure-do = نعم، أفرغ كل شيء

## ما لم ينجح، وما يجب فعله

failure-not-enrolled = هذا الهاتف غير مربوط. اطلب رمزًا من المسؤولة.
failure-locked = Palier مغلق. اكتب رمزك.
failure-wrong-pin = ليس هذا الرمز.
failure-wrong-recovery-code = هذه الكلمات لا تصلح. اطلبها من جديد.
failure-try-later = الوقت مبكر. انتظر قليلًا.
failure-bad-recovery-code = كلمة مكتوبة خطأ. أعد قراءتها.
failure-pin-too-short = يلزم ستة أرقام أو أكثر.
failure-pin-too-plain = هذا الرمز سهل جدًا. اختر غيره.
failure-no-pin = ليس لهذا الهاتف رمز سري.
failure-vault-damaged = القفل تالف. اتصل بالمسؤولة.
failure-other-device = هذه البيانات من جهاز آخر. اتصل بالمسؤولة.
failure-store-elsewhere = Palier مفتوح في مكان آخر. أغلق الصفحة الأخرى.
failure-store-gone = حذف المتصفح بيانات Palier. ما أُرسل محفوظ في المكتب. اطلب رمزًا جديدًا.
failure-store-newer = هذه البيانات أحدث. حدّث Palier.
failure-store-damaged = البيانات تالفة. اصنع نسخة واتصل بالمسؤولة.
failure-storage-full = الهاتف ممتلئ. أفرغ مكانًا ثم حاول.
failure-storage-refused = المتصفح لا يحفظ شيئًا. اترك التصفح الخاص.
failure-store-closed = البيانات لا تُفتح. أعد تشغيل الهاتف.
failure-store-failed = لم يُحفظ. حاول مرة أخرى.
failure-unreachable = لا شبكة. كل شيء محفوظ في هذا الهاتف.
failure-refused = المكتب لا يعرف هذا الهاتف. اتصل بالمسؤولة.
failure-stuck = الإرسال لا يتقدم. كل شيء محفوظ. حاول لاحقًا.
failure-bad-address = هذا العنوان لا يصلح. أعد قراءته.
failure-bad-code = هذا الرمز لا يصلح. أعد قراءته أو اطلب غيره.
failure-other-account = هذا الرمز لشخص آخر.
failure-unknown-mission = لم تعد هذه المهمة في هذا الهاتف.
failure-which-mission = تصلح عدة مهام. اختر واحدة.
failure-unknown-door = لم يعد هذا الباب في هذا الهاتف.
failure-unknown-building = لم يعد هذا المبنى في هذا الهاتف.
failure-unknown-stairwell = لم يعد هذا المدخل في هذا الهاتف.
failure-door-has-visits = لهذا الباب زيارات. يبقى.
failure-landing-full = هذا الطابق ممتلئ. اختر طابقًا آخر.
failure-do-not-contact = لا يريد هؤلاء السكان زيارات.
failure-unknown-service = لم تعد هذه الخدمة متاحة. اختر غيرها.
failure-unknown-visit = لم تعد هذه الزيارة في هذا الهاتف.
failure-not-author = هذه الزيارة لشخص آخر.
failure-nothing-to-change = لم يتغير شيء.
failure-bad-value = جواب لا يصلح. أعد قراءته.
failure-file-exists = هذا الملف موجود. خذ اسمًا آخر.
failure-no-seal-key = أرسل مرة، ثم اصنع النسخة.
failure-unsent-work = بعض العمل ليس في أمان بعد. أرسل أو اصنع نسخة.
failure-open-drafts = حديث أو تصحيح أو جواب لم يكتمل. احفظه أو امحه.
failure-machine = تعطل شيء ما. أغلق Palier ثم افتحه.

# Cards, the message written together, the debrief, one’s own year
failure-not-open = المهمة لم تُفتح بعد. اقرؤوا بطاقاتها أولاً.
failure-unknown-card = هذه البطاقة لم تعد في المهمة.
settings-year = سنتي
mission-message-open = اقرؤوا وأبدوا رأيكم
mission-draft = المهمة قيد التحضير. اقرؤوا وأبدوا رأيكم.
cards-title = بطاقات للقراءة
card-to-read = للقراءة
card-read = مقروءة
card-changed = تغيّرت منذ قراءتكم
card-changed-help = ما تغيّر منذ قراءتكم مُعلَّم.
card-right = صحيح.
card-answer-first = أجيبوا عن الأسئلة أولاً.
card-finish = قرأتُ
card-done = تم التسجيل.
message-you = كتبتم:
message-proposal = اقتراح
message-comment = ملاحظتكم
message-propose = صياغتكم للرسالة
message-reword = اقتراح كلمات أخرى
message-send = إرسال
message-sent = حُفظ، وسيُرسل عند الاتصال القادم.
message-missing = اكتبوا بضع كلمات أولاً.
debrief-title = حصيلة المهمة
debrief-help = مسؤولكم وحده يقرأ إجاباتكم. بلا أسماء سكان.
debrief-worked = ما الذي نجح عند الباب؟
debrief-hard = ما الذي كان صعباً؟
debrief-heard = ما أكثر ما قاله السكان؟
debrief-change = ما الذي يجب تغييره؟
debrief-synthesis = ما تعلّمه الفريق
year-help = هذا الكشف لكم وحدكم. لا يراه غيركم هكذا.
year-print = طباعة
card-wrong = الإجابة الصحيحة: { $answer }
message-version = النسخة { $number }
year-title = سنتي { $year }
year-languages = لغات تحدّثتم بها: { $languages }
card-gone = { $count ->
    [zero] لم يُحذف شيء.
    [one] حُذف مقطع.
    [two] حُذف مقطعان.
    [few] حُذفت { $count } مقاطع.
    [many] حُذف { $count } مقطعاً.
   *[other] حُذف { $count } مقطع.
}
mission-cards-first = { $count ->
    [zero] لا بطاقة للقراءة.
    [one] بقيت بطاقة للقراءة ثم تُفتح الأبواب.
    [two] بقيت بطاقتان للقراءة ثم تُفتح الأبواب.
    [few] بقيت { $count } بطاقات للقراءة ثم تُفتح الأبواب.
    [many] بقيت { $count } بطاقة للقراءة ثم تُفتح الأبواب.
   *[other] بقيت { $count } بطاقة للقراءة ثم تُفتح الأبواب.
}
year-missions = { $count ->
    [zero] مهمة
    [one] مهمة
    [two] مهمتان
    [few] مهام
    [many] مهمة
   *[other] مهمة
}
year-met = { $count ->
    [zero] أسرة التقيتم بها
    [one] أسرة التقيتم بها
    [two] أسرتان التقيتم بهما
    [few] أسر التقيتم بها
    [many] أسرة التقيتم بها
   *[other] أسرة التقيتم بها
}
year-cards = { $count ->
    [zero] بطاقة مقروءة
    [one] بطاقة مقروءة
    [two] بطاقتان مقروءتان
    [few] بطاقات مقروءة
    [many] بطاقة مقروءة
   *[other] بطاقة مقروءة
}
## قلتم، وتمّ

answer-section = يُقال عند الأبواب
answer-said = قلتم
answer-promised = الجواب
answer-late = وعدٌ متأخر
answer-done = تمّ
answer-partly = تمّ جزء منه
answer-not-done = لم يتمّ
answer-until = قبل { $day }
answer-doors = { $count ->
    [0] لم يُقل بعد
    [zero] لم يُقل بعد
    [one] قيل عند باب واحد
    [two] قيل عند بابين
    [few] قيل عند { $count } أبواب
    [many] قيل عند { $count } بابًا
   *[other] قيل عند { $count } باب
}
answer-tell = قلته هنا
answer-told = قيل عند هذا الباب
answer-noted = سُجّل: قيل هنا.
signal-section = نُقل وينتظر الجواب
signal-heard = { $count ->
    [zero] لم يُسمع
    [one] سُمع في بيت واحد
    [two] سُمع في بيتين
    [few] سُمع في { $count } بيوت
    [many] سُمع في { $count } بيتًا
   *[other] سُمع في { $count } بيت
}
signal-since = نُقل { $day }
signal-read = قُرئ
signal-unread = لم يُقرأ بعد
failure-unknown-answer = هذا الجواب ليس لهذه العمارة.

# What the team tells itself
exchange-title = تبادل الفريق
exchange-about = ما ينجح عند الباب، بين الجيران
exchange-help = يقرأ الفريق كله ومسؤولكم هذه الكلمات. لا مكان هنا لأي شيء عن السكان.
exchange-empty = لم يكتب أحد شيئاً بعد. قولوا ما نجح عند باب من الأبواب.
exchange-yours = كلماتكم إلى الفريق
exchange-reply = رد
exchange-reply-yours = ردّكم
exchange-reply-not = بلا رد
exchange-pinned = يُقرأ أولاً
exchange-thank = شكراً
exchange-take-out = سحب
exchange-taken-out = تم السحب.
exchange-thanks = { $count ->
    [zero] لم يشكركم أحد بعد.
    [one] شكركم شخص واحد.
    [two] شكركم شخصان.
    [few] شكركم { $count } أشخاص.
    [many] شكركم { $count } شخصاً.
   *[other] شكركم { $count } شخص.
}
picture-add = أضيفوا صورة
picture-help = ملصق أو منشور. لا صورة لأي شخص أبدًا، ولا لداخل أي مسكن.
picture-remove = أزيلوا الصورة
picture-yours = الصورة المختارة
picture-alt = صورة
picture-coming = ستصل صورة مع الإرسال القادم.
picture-dropped = لم تعد الصورة على هذا الهاتف: لم يبق مكان.
picture-unreadable = لا يمكن قراءة هذه الصورة. اختاروا صورة أخرى.
news-posted = في تبادل الفريق
