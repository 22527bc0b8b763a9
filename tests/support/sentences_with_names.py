"""Sentences in which people stand who do not exist: {certain} and [possible] hits are marked.

Each person's name is entered once, in one alphabet; the sentences have it in all others, declined.
"""

import re

PEOPLE = [
    "Айгерим Сыздыкова", "Мақсат Нұрпейісов", "Yerlan Zhaqsybekov", "Қуанышбек Әбілдаев",
    "Семён Горячев", "Оксана Ковальчук", "Дмитрий Любавский", "Гүлжан Төлегенқызы Бейсенова",
    "Тарас Мельниченко", "Игорь Кравец", "Nurbolat Shyngysov", "Жәния Ұзақова",
    "Роман Цой", "Талғат Серікбай", "Хадиша Ғабитова", "Юлия Щербакова",
    "Вера Надеждина", "Макс Шмидт", "Эльмира Дүйсенбаева", "Сауле Абдиева-Нурланова",
    "Ерғали Мұқанбай", "Bolat Zheksenbin", "Алия Хасанова", "Пётр Соловьёв",
    "Шерхан Өтегенов",
]  # fmt: skip
ORGANISATIONS = ["Шырақты Дала", "Союз матерей Карабулака", "Nur Qadam (NQDM)"]

RUSSIAN = """
Суд отклонил жалобу {Айгерим Сыздыковой} на условия содержания.
Адвокат {Сыздыковой Айгерим} не был допущен к подзащитной.
[Сыздыкову] задержали в аэропорту.
По словам А. Назаровой, с [Сыздыковой] обращались грубо.
{А. Сыздыкова} подала апелляцию.
{СЫЗДЫКОВА АЙГЕРИМ} находится в следственном изоляторе.
Полиция допросила {Максата Нурпеисова} дважды.
{Нурпейсову М.} предъявлено обвинение.
Вместе с [Нурпейисовым] задержаны ещё трое.
О [Нурпейисове] ничего не известно.
Семье {Ерлана Жаксыбекова} отказали в свидании.
[Жаксыбеков] объявил голодовку.
Приговор {Жаксыбекову Ерлану Маратовичу} вступил в силу.
{Куанышбек Абильдаев} вышел на свободу условно.
Выступление {Куанышбека Абилдаева} прервали.
[Абилдаевым] занимается прокуратура.
{Семен Горячев} уехал из страны.
Дом {Семёна Горячева} обыскали.
[Горячевы] подали заявление в прокуратуру.
Юрист {Оксаны Ковальчук} заявила об угрозах.
{Ковальчук Оксана Петровна} признана свидетелем.
Интервью с {Дмитрием Любавским} удалили.
Обращение [Любавского] осталось без ответа.
Сотрудники полиции говорили с [Любавской] как с матерью.
{Гульжан Бейсенову} вызвали на допрос.
Жалоба {Бейсеновой Г.} рассмотрена.
{Гульжан Толегеновна Бейсенова} живёт в селе.
{Тараса Мельниченко} оштрафовали.
[Мельниченко] отрицает вину.
{Игоря Кравца} перевели в другую колонию.
С [Кравцом] разрешили свидание.
{Нурболат Шынгысов} остаётся под домашним арестом.
{Н. Шингисову} запретили выезд.
Статью [Шынгысова] удалили с сайта.
{Жания Узакова} преподавала в школе.
Ученики [Узаковой] написали письмо.
{Романа Цоя} избили.
[Цой] просит убежища.
{Талгат Серикбай} обратился в суд.
Суд над {Талгатом Серикбаем} закрыт.
{Хадише Габитовой} отказано в убежище.
{Юлию Щербакову} уволили.
Учительница ([Щербакова]) уволена.
Письмо {Юлии Сергеевны Щербаковой} опубликовано.
{Вера Надеждина} организовала сбор подписей.
[Надеждиной] вручили повестку.
{Макса Шмидта} депортировали.
[Шмидту] дали пять лет.
Квартиру {Эльмиры Дуйсенбаевой} опечатали.
{Сауле Абдиевой-Нурлановой} угрожали.
[Абдиева] прошла проверку.
{Ергали Муканбая} ищут родственники.
{Муканбаю Ергали} сообщили об этом.
Следователь вызвал {Болата Жексенбина}.
{Алию Хасанову} отпустили.
{А.Хасанова} заявила отвод.
{Петру Соловьеву} продлили арест.
Жене [Соловьёва] не сообщили.
{Шерхану Утегенову} отказали.
Дело {Шерхана Отегенова} закрыто.
{Сызды\u00adкова Айге\u200bрим} в списке есть.
Имя: [C\u0443здыкова].
{Айгерим
Сыздыкова} ждёт ответа.
Активистка ({Айгерим) Сыздикова}, мать двоих детей.
Организацию [Шыракты Дала] закрыли.
{Союзу матерей Карабулака} отказали в регистрации.
"""

ENGLISH = """
The court rejected the appeal of {Aigerim Syzdykova}.
{Aygerim Syzdykova} was detained at the airport.
[Syzdykova’s] lawyer was not admitted.
{A. Syzdykova} appealed.
{SYZDYKOVA, Aigerim} remains in detention.
Police questioned {Maksat Nurpeisov} twice.
{Maqsat Nurpeyisov} was charged in May.
{M. Nurpeissov} has been transferred.
Relatives of [Nurpeisov] have not been told.
The family of {Erlan Zhaksybekov} was refused a visit.
{Yerlan Jaqsybekov} went on hunger strike.
[Zhaxybekov] has had no visit since June.
{Zhaksybekov Ye.} was tried in closed session.
{Kuanyshbek Abildayev} was released on parole.
{Quanyshbek Äbıldaev} spoke at a rally.
[Abildaev] denies the charges.
{Semyon Goryachev} left the country.
The house of {Semen Goryachov} was searched.
The [Goryachevs] lodged a complaint.
{Oksana Kovalchuk} reported threats.
Ms. [Kovalchuk] is a witness.
An interview with {Dmitry Lyubavsky} was deleted.
{Dmitriy Lyubavskiy} received no answer.
{Dmitri Liubavskii} is a blogger.
{Gulzhan Beisenova} was summoned.
{Gülzhan Tölegenqyzy Beisenova} lives in a village.
{G. Beysenova} was not heard.
{Taras Melnichenko} was fined.
[Mel'nichenko] denies it.
{Igor Kravets} was moved to another prison.
{I. Kravets} has asked for a doctor.
{Nurbolat Shyngysov} stays under house arrest.
{Nurbolat Shingissov} may not leave the city.
An article by [Shyngyssov] was removed.
{Zhaniya Uzakova} taught at a school.
{Jania Uzaqova} wrote to the ministry.
{Roman Tsoi} was beaten.
{Roman Tsoy} seeks asylum.
Mr [Tsoy] is in hospital.
{Talgat Serikbay} went to court.
{Talğat Serikbai} did not appear.
{Khadisha Gabitova} was refused asylum.
{Hadisha Ghabitova} appealed.
{Yulia Shcherbakova} lost her job.
{Julia Scherbakowa} lost her job.
{Iuliia Shcherbakova} lost her job.
{Vera Nadezhdina} collected signatures.
{Max Schmidt} was deported.
[Schmidt] was sentenced to five years.
The flat of {Elmira Duisenbayeva} was sealed.
{Elmira Duysenbaeva} returned home.
{Saule Abdiyeva-Nurlanova} was threatened.
{Yergali Mukanbay} is missing.
{Ergali Mukanbai} is missing.
{Bolat Zheksenbin} was called in.
{Aliya Khasanova} was let go.
{Aliia Hasanova} was let go.
{Pyotr Solovyov} stays in detention.
{Petr Solov’ev} stays in detention.
{Sherkhan Utegenov} was turned away.
See https://example.org/{aigerim-syzdykova}-detained for more.
A photo: {syzdykova_aigerim}.jpg
Their post under #{AigerimSyzdykova} was read.
[Schyraqty Dala] was closed.
{Nur Qadam} has been refused registration, and so has {NQDM}.
"""

KAZAKH = """
Сот {Айгерім Сыздықованың} шағымын қабылдамады.
{Сыздықова Айгерімге} айып тағылды.
[Сыздықованы] әуежайда ұстады.
{А. Сыздықоваға} рұқсат берілмеді.
{Мақсат Нұрпейісовті} екі рет тергеді.
{Нұрпейісов Мақсаттың} отбасы хат жазды.
[Нұрпейісовпен] бірге үш адам ұсталды.
[Нұрпейісовке] хабар жетпеді.
{Ерлан Жақсыбековтің} отбасына кездесуге рұқсат бермеді.
{Жақсыбеков Ерланға} үкім шықты.
[Жақсыбековтен] жауап алынды.
{Қуанышбек Әбілдаев} шартты түрде босатылды.
{Қуанышбек Әбілдаевпен} сұхбат жойылды.
[Әбілдаевқа] қауіп төнді.
{Семён Горячевтің} үйін тінтті.
[Горячевтер] шағым түсірді.
{Оксана Ковальчукке} қысым көрсетілді.
{Дмитрий Любавскийді} қамауға алды.
[Любавскийден] түсініктеме алынды.
{Гүлжан Бейсенованы} сотқа шақырды.
{Гүлжан Төлегенқызы Бейсеноваға} хабарланды.
{Г.Т. Бейсенова} ауылда тұрады.
{Тарас Мельниченкоға} айыппұл салынды.
[Мельниченконың] ісі жабылды.
{Игорь Кравецті} басқа колонияға ауыстырды.
{Нұрболат Шыңғысов} үйқамақта отыр.
{Нұрболат Шыңғысовтың} мақаласы өшірілді.
{Шыңғысов Н.} елден шыға алмайды.
[Шыңғысовқа] тыйым салынды.
{Жәния Ұзақова} мектепте сабақ берді.
[Ұзақованың] оқушылары хат жазды.
{Роман Цойды} ұрып-соқты.
[Цойға] баспана берілмеді.
{Талғат Серікбай} сотқа жүгінді.
{Талғат Серікбайдың} ісі қаралды.
[Серікбайға] рұқсат жоқ.
{Серікбай Талғаттан} жауап күтуде.
{Хадиша Ғабитоваға} баспана берілмеді.
[Ғабитовадан] құжат сұрады.
{Юлия Щербаковамен} кездесті.
{Вера Надеждинаның} үйі тінтілді.
{Макс Шмидтті} елден шығарды.
[Шмидтке] бес жыл берді.
{Эльмира Дүйсенбаеваның} пәтері мөрленді.
[Дүйсенбаевалар] отбасы.
{Сәуле Абдиева-Нұрлановаға} қоқан-лоққы жасалды.
{Ерғали Мұқанбайды} туыстары іздеп жүр.
[Мұқанбайдан] хабар жоқ.
{Мұқанбай Ерғалидың} анасы.
{Болат Жексенбинді} шақырды.
{Әлия Хасановаға} хабарласты.
{Пётр Соловьёвтің} қамауы ұзартылды.
{Шерхан Өтегеновке} бас тартылды.
[Өтегеновтің] ісі жабылды.
[Өтегеновтер] келді.
{ШЕРХАН ӨТЕГЕНОВ} белсенді.
{Aıgerim Syzdyqova} belsendi.
{Maqsat Nurpeiisovtiñ} isi.
{Erlan Jaqsybekovke} aıyp taǵyldy.
{Quanyshbek A'bildaev} bostandyqta.
{Gúljan Beısenovany} sotqa shaqyrdy.
{Talǵat Serikbaıdyń} isi qaraldy.
[Шырақты Даланы] жапты.
"""

# Nobody stands here, though words resemble names: of these people, or of anybody.
NEAR_MISSES = """
Вера и надежда помогают людям выжить.
Надежда умирает последней.
Вера Сергеевна рассказала о суде.
Максимум пять лет лишения свободы.
Макс Бокаев вышел на свободу.
Талгат Аян условно освобождён.
Роман с продолжением.
Римский роман о свободе слова.
Романы и рассказы о тюрьме.
Айгерим рассказала о себе.
Дмитрий и Юлия приехали вместе.
Серик и Талгат пришли.
Игорь, Оксана и Тарас подписали письмо.
Шерхан из книги джунглей.
Соловей поёт в саду.
Соловьи поют в саду.
Горячие новости и горячая линия.
Щербет и чай.
Кравчая служба.
Степь, дала и шырак.
Союз матерей солдат обратился к президенту.
Матери Карабулака пришли к акимату.
Мир, труд, май.
В мае и июне прошли митинги.
Нур-Султан, Алматы и Шымкент.
Абдикеримов и Нурланбеков пришли.
Узкая дорога.
Суд Жамбылской области оставил приговор в силе.
Петр Первый и Павлодар.
Хасан и Хусейн.
Алия пришла домой.
The maximum term is five years.
Max was happy.
Rosa Parks and Vera Rubin.
May Day was a holiday.
Romania supported the recommendation.
Roman law is taught there.
Nur means light.
Kazakhstan and Kyrgyzstan.
Smithson’s and Schmitz’s books.
Talgat and Yerlan came.
Aliyah means ascent.
The Hague and Strasbourg.
Julia left early.
Elmira is a city.
Toy shops and troy ounces.
Bolat means steel.
Игорь сказал, что устал.
Нұр сәулесін шашты.
Бек болып туды.
Талғаттың шешімі.
Үміт пен сенім.
Серік болған адамдар.
Мақсаты айқын.
Мақсатқа жету жолы.
Ерлан мен Талғат келді.
Дала төсінде.
Қуаныш пен қайғы.
Гүлжан деген қыз.
Хадиша анамыз.
Шыңғыс хан туралы.
Болат өндірісі.
Жексенбіде жиын болды.
Өткен жылы шешім шықты.
Адал қызмет.
Нұрлы жол бағдарламасы.
"""

_MARKED = re.compile(r"[{\[]([^}\]]*)[}\]]")


def sentences(table: str) -> list[str]:
    """The sentences with their marks; a line that ends within a mark goes on in the next."""
    lines = re.sub(r"\{([^}\n]*)\n([^}]*)\}", "{\\1\x00\\2}", table.strip()).splitlines()
    return [line.replace("\x00", "\n") for line in lines]


def without_marks(sentence: str) -> str:
    return _MARKED.sub(r"\1", sentence)
