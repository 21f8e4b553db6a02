"""Two example fairs: one that takes applications, one that is over and has results."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.addresses import SlugPool
from common.after_commit import announce
from common.moderation.bulk import create_live
from fairs.models import (
    Exhibitor,
    FairClosedDay,
    FairDocument,
    FairEdition,
    FairResult,
    FairType,
    FairZone,
)
from fairs.signals import fairs_changed
from places.models import Province
from producers.models import Producer

from .references import reference

COMING, PAST = reference("hoi-cho"), reference("hoi-cho-da-qua")
ZONES = (("Khu thực phẩm", "Food", 60), ("Khu thủ công mỹ nghệ", "Handicrafts", 30), ("Khu máy móc", "Machinery", 10))
EXHIBITORS = (("che", 0, "A01"), ("mien", 0, "A02"), ("nuoc-mam", 0, "A03"), ("gom", 1, "B01"), ("co-khi", 2, "C01"))


@transaction.atomic
def ensure_fairs(by: User) -> int:
    """Add the example fairs that are not there yet; returns how many."""
    known = set(FairEdition.objects.filter(is_example=True).values_list("source_reference", flat=True))
    province = Province.objects.get(slug="thai-nguyen")
    wanted = [make(province) for source, make in ((COMING, _coming), (PAST, _past)) if source not in known]
    if not wanted:
        return 0
    slugs = SlugPool(FairEdition, kind="fair")
    for edition in wanted:
        edition.slug = slugs.take(f"{edition.name_vi} {edition.year}")
    create_live(wanted, by=by)
    for edition in wanted:
        _let_exhibit(edition)
    announce(fairs_changed, FairEdition, [edition.pk for edition in wanted])
    return len(wanted)


def _coming(province: Province) -> FairEdition:
    today = timezone.localdate()
    starts = today + datetime.timedelta(days=45)
    edition = FairEdition(
        name_vi="Hội chợ Ví Dụ sản phẩm công nghiệp nông thôn tiêu biểu",
        name_en="Example fair of awarded rural industrial products",
        fair_type=FairType.CNNT,
        year=starts.year,
        start_date=starts,
        end_date=starts + datetime.timedelta(days=6),
        opening_hours_vi="8 giờ 30 đến 21 giờ 30",
        opening_hours_en="8:30 to 21:30",
        venue="Nhà trưng bày Ví Dụ",
        province=province,
        organising_province=province,
        organiser="Trung tâm Ví Dụ",
        host="Đơn vị đăng cai Ví Dụ",
        booth_count=sum(count for _vi, _en, count in ZONES),
        booth_count_basis="kế hoạch",
        registration_opens=today - datetime.timedelta(days=10),
        registration_closes=today + datetime.timedelta(days=25),
        booth_cost_vi="Ví dụ: miễn tiền gian hàng tiêu chuẩn 9 m²; cơ sở trả phí dịch vụ.",
        booth_cost_en="Example: a standard booth of 9 m² is free; the producer pays for services.",
        dossier_vi="Đơn đăng ký\nBản sao giấy đăng ký kinh doanh\nẢnh sản phẩm mang đến",
        dossier_en="Application\nCopy of the business registration\nPhotos of the products to be shown",
        programme_vi="Ngày đầu: khai mạc lúc 9 giờ\nNgày thứ hai: gặp gỡ người mua\nNgày cuối: bế mạc lúc 17 giờ",
        programme_en="First day: opening at 9\nSecond day: meeting buyers\nLast day: closing at 17",
        about_vi="Hội chợ này không có thật; trang để xem một kỳ đang nhận đăng ký.",
        about_en="This fair does not exist; the page shows one that takes applications.",
        source_reference=COMING,
        is_example=True,
    )
    edition.zones = [FairZone(name_vi=name_vi, name_en=name_en, booth_count=count) for name_vi, name_en, count in ZONES]
    edition.closed_days = [FairClosedDay(date=starts + datetime.timedelta(days=3), reason="Ví dụ: nghỉ một ngày")]
    edition.documents = [FairDocument(title="Kế hoạch tổ chức (ví dụ)", number="00/KH-VD", date=today)]
    return edition


def _past(province: Province) -> FairEdition:
    today = timezone.localdate()
    ended = today - datetime.timedelta(days=60)
    edition = FairEdition(
        name_vi="Phiên chợ Ví Dụ hàng nông thôn",
        name_en="Example market of rural goods",
        fair_type=FairType.SPECIALITIES,
        year=ended.year,
        start_date=ended - datetime.timedelta(days=4),
        end_date=ended,
        venue="Quảng trường Ví Dụ",
        province=province,
        organiser="Trung tâm Ví Dụ",
        booth_count=40,
        booth_count_basis="đúng",
        about_vi="Phiên chợ này không có thật; trang để xem một kỳ đã qua có kết quả.",
        about_en="This market does not exist; the page shows one that is over, with results.",
        source_reference=PAST,
        is_example=True,
    )
    edition.results = [
        FairResult(text_vi="1.200 lượt khách (số ví dụ)", text_en="1,200 visits (example)", source="Báo cáo ví dụ")
    ]
    return edition


def _let_exhibit(edition: FairEdition) -> None:
    makers = {producer.source_reference: producer for producer in Producer.objects.filter(is_example=True)}
    for order, (key, zone, booth) in enumerate(EXHIBITORS):
        producer = makers[reference(key)]
        exhibitor = Exhibitor.objects.create(
            edition=edition, producer=producer, zone_name=ZONES[zone][0], booth_number=booth, sort_order=order
        )
        exhibitor.products.set(producer.products.all())
    Exhibitor.objects.create(
        edition=edition, name="Đơn vị Ví Dụ chưa có hồ sơ", zone_name=ZONES[0][0], booth_number="A09", sort_order=9
    )
