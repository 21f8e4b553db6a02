"""What a column of an annex can mean, and the headers offices write for it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

IGNORED = ""
TICKS = ("level=", "group=")
"""A column of ticks: `level=national` sets the level of the rows that are ticked."""


@dataclass(frozen=True)
class Field:
    """A meaning. Phrases are folded; `exact` must be the whole header, `phrases` a run of its words."""

    name: str
    label: str | Promise
    exact: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    is_personal: bool = False
    is_published: bool = True


FIELDS = (
    Field("number", _("Số thứ tự"), ("stt", "tt", "so tt", "no", "so thu tu", "s tt", "stt tt")),
    Field(
        "product_name",
        _("Tên sản phẩm"),
        ("san pham", "ten", "ten sp", "sp", "product", "ten hang hoa", "mat hang", "bo san pham"),
        (
            "ten san pham",
            "ten bo san pham",
            "san pham bo san pham",
            "ten goi san pham",
            "product name",
            "ten cua san pham",
            "san pham dat giai",
            "san pham duoc cong nhan",
            "san pham tieu bieu",
            "san pham cong nghiep nong thon",
            "san pham cnnt",
            "san pham duoc binh chon",
            "ten sp",
            "san pham tham gia",
            "san pham binh chon",
            "ten mat hang",
            "name of product",
        ),
    ),
    Field(
        "product_producer",
        _("Sản phẩm và cơ sở trong một ô"),
        (),
        (
            "san pham co so",
            "ten san pham ten co so",
            "ten san pham co so",
            "san pham va co so",
            "ten san pham va ten co so",
            "ten san pham don vi",
            "san pham don vi san xuat",
            "ten san pham co so san xuat",
            "san pham va don vi",
        ),
    ),
    Field(
        "is_set",
        _("Là bộ sản phẩm"),
        ("is set", "bo", "la bo", "la bo san pham", "bo sp", "san pham bo", "theo bo"),
    ),
    Field(
        "producer_address",
        _("Cơ sở và địa chỉ trong một ô"),
        (),
        (
            "co so dia chi",
            "ten co so dia chi",
            "ten va dia chi",
            "ten dia chi",
            "don vi dia chi",
            "co so san xuat dia chi",
            "ten co so va dia chi",
            "co so va dia chi",
            "ten don vi dia chi",
            "chu the dia chi",
            "doanh nghiep dia chi",
            "co so cong nghiep nong thon dia chi",
            "co so cnnt dia chi",
            "don vi san xuat dia chi",
            "thong tin co so",
            "don vi va dia chi",
        ),
    ),
    Field(
        "producer_name",
        _("Tên cơ sở"),
        (
            "producer",
            "co so",
            "don vi",
            "doanh nghiep",
            "chu the",
            "maker",
            "company",
            "ten dn",
            "chu so huu",
            "ten don vi",
            "ten co so",
            "co so cnnt",
            "nha san xuat",
            "to chuc ca nhan",
        ),
        (
            "ten co so",
            "co so san xuat",
            "don vi san xuat",
            "ten don vi",
            "ten doanh nghiep",
            "chu the san xuat",
            "co so cong nghiep nong thon",
            "co so cnnt",
            "don vi tham gia",
            "co so co san pham",
            "chu co so",
            "producer name",
            "nha san xuat",
            "doanh nghiep co so",
            "ten chu the",
            "don vi so huu",
            "co so tham gia",
            "don vi co san pham",
            "to chuc ca nhan",
            "cua co so",
            "don vi dang ky",
        ),
    ),
    Field(
        "producer_type",
        _("Loại hình cơ sở"),
        ("loai hinh", "producer type", "hinh thuc to chuc"),
        ("loai hinh", "hinh thuc to chuc", "loai co so", "loai doanh nghiep", "loai hinh to chuc"),
    ),
    Field(
        "representative",
        _("Người đại diện"),
        ("dai dien", "giam doc", "chu ho", "nguoi dung dau", "ho ten", "ho va ten", "representative"),
        ("nguoi dai dien", "dai dien phap luat", "chu nhiem", "ho ten chu", "ho va ten chu", "nguoi lien he"),
    ),
    Field(
        "address",
        _("Địa chỉ"),
        ("address", "noi san xuat", "dia diem", "tru so"),
        ("dia chi", "dia diem san xuat", "tru so chinh", "noi san xuat", "xa huyen", "xa phuong huyen"),
    ),
    Field(
        "commune",
        _("Xã, phường"),
        ("xa", "phuong", "xa phuong", "commune", "commune old", "phuong xa", "xa thi tran", "ward"),
        ("xa phuong", "phuong xa", "ten xa"),
    ),
    Field(
        "district",
        _("Huyện (cũ)"),
        (
            "huyen",
            "quan",
            "district",
            "district old",
            "quan huyen",
            "huyen thi xa thanh pho",
            "huyen tp",
            "huyen cu",
        ),
        ("quan huyen", "huyen thi xa", "huyen thanh pho", "huyen thi", "huyen tx", "huyen tp", "ten huyen"),
    ),
    Field(
        "province",
        _("Tỉnh, thành phố (như đã ghi)"),
        (
            "tinh",
            "tinh tp",
            "tinh thanh pho",
            "province",
            "province old",
            "dia phuong",
            "thanh pho",
            "tinh cu",
            "tinh thanh",
        ),
        ("tinh thanh pho", "tinh tp", "ten tinh", "so cong thuong tinh", "tinh cu"),
    ),
    Field(
        "province_new",
        _("Tỉnh, thành phố hiện nay"),
        ("province new", "tinh moi", "tinh hien nay", "tinh sau sap nhap"),
        ("tinh moi", "tinh thanh pho moi", "tinh sau sap nhap", "tinh sau sap xep"),
    ),
    Field("region", _("Khu vực"), ("khu vuc", "vung", "region", "award region", "mien"), ("khu vuc binh chon",)),
    Field(
        "group",
        _("Nhóm sản phẩm"),
        (
            "nhom",
            "nganh",
            "nhom sp",
            "group",
            "product group",
            "nganh hang",
            "linh vuc",
            "nhom nganh",
            "phan loai",
        ),
        ("nhom san pham", "nhom nganh", "thuoc nhom", "nganh nghe", "linh vuc san xuat", "loai san pham"),
    ),
    Field(
        "level",
        _("Cấp công nhận"),
        ("cap", "level", "award level", "cap do", "danh hieu", "cap cong nhan", "cap giai"),
        ("cap cong nhan", "cap binh chon", "cap dat", "cap dat duoc", "danh hieu cap", "cap chung nhan"),
    ),
    Field(
        "year",
        _("Năm công nhận"),
        ("nam", "year", "award year", "nam cn", "nam dat"),
        ("nam cong nhan", "nam binh chon", "nam dat", "nam cap", "nam duoc cong nhan", "nam ton vinh"),
    ),
    Field(
        "decision_number",
        _("Quyết định công nhận"),
        ("quyet dinh", "so qd", "qd", "decision", "award decision", "so van ban", "can cu"),
        (
            "quyet dinh",
            "so quyet dinh",
            "so qd",
            "qd cong nhan",
            "van ban cong nhan",
            "so ngay quyet dinh",
            "qd so",
        ),
    ),
    Field(
        "decision_date",
        _("Ngày quyết định"),
        ("ngay", "ngay qd", "ngay ky", "ngay ban hanh", "decision date", "ngay thang", "ngay cong nhan"),
        ("ngay quyet dinh", "ngay ky", "ngay qd", "ngay ban hanh", "ngay cong nhan", "ngay thang nam"),
    ),
    Field(
        "certificate_number",
        _("Số giấy chứng nhận"),
        ("so gcn", "gcn", "giay chung nhan", "certificate", "ma gcn", "so chung nhan"),
        ("giay chung nhan", "so giay chung nhan", "so gcn", "so chung nhan", "so hieu giay"),
    ),
    Field(
        "valid_until",
        _("Có giá trị đến"),
        ("hieu luc", "thoi han", "han", "valid until", "hieu luc den", "het han", "ngay het han"),
        (
            "co gia tri den",
            "hieu luc den",
            "co hieu luc den",
            "thoi han hieu luc",
            "het hieu luc",
            "ngay het han",
            "gia tri den",
        ),
    ),
    Field(
        "phone",
        _("Điện thoại"),
        ("dien thoai", "sdt", "dt", "phone", "so dt", "di dong", "tel", "hotline", "zalo", "mobile", "email"),
        ("dien thoai", "so dien thoai", "sdt", "lien he", "thong tin lien he", "so di dong"),
        is_personal=True,
        is_published=False,
    ),
    Field(
        "score",
        _("Điểm"),
        ("diem", "tong diem", "score", "diem so", "diem tb", "ket qua diem"),
        ("tong diem", "so diem", "diem trung binh", "diem binh chon", "diem danh gia", "diem cham"),
        is_published=False,
    ),
    Field(
        "status",
        _("Tình trạng"),
        ("status", "award status", "tinh trang", "trang thai", "ket qua", "ket luan", "de nghi", "de xuat"),
        ("ket qua binh chon", "tinh trang cong nhan", "ket qua xet"),
    ),
    Field(
        "note",
        _("Ghi chú"),
        ("note", "notes", "ghi chu", "ghi chu khac", "giai", "xep loai", "xep hang", "giai thuong"),
        ("ghi chu", "dat giai", "xep loai", "xep giai", "loai giai"),
    ),
    Field(
        "description",
        _("Mô tả"),
        ("mo ta", "description", "thuyet minh", "dac diem", "gioi thieu", "quy cach", "chat lieu"),
        ("mo ta", "mo ta san pham", "gioi thieu san pham", "dac diem san pham", "quy cach", "thong so"),
    ),
    Field(
        "source",
        _("Nguồn"),
        ("nguon", "source", "link", "url"),
        ("nguon tin", "nguon tham khao", "duong dan"),
    ),
    Field(
        "source_reference",
        _("Mã dòng ở nguồn"),
        ("id", "ma", "ma so", "ma sp", "source reference", "reference", "ma san pham"),
        ("ma so san pham", "ma ho so", "ma san pham", "so ho so"),
    ),
    Field("name_basis", _("Căn cứ của tên"), ("name basis", "can cu ten", "co so cua ten"), ("can cu cua ten",)),
    Field("group_basis", _("Căn cứ của nhóm"), ("group basis", "can cu nhom"), ("can cu cua nhom",)),
)
BY_NAME = {field.name: field for field in FIELDS}
COMBINED = ("producer_address", "product_producer")
PRODUCT_FIELDS = ("product_name", "product_producer")
PRODUCER_FIELDS = ("producer_name", "producer_address", "product_producer")
NEVER_CARRIED = ("score",)
PERSONAL = tuple(field.name for field in FIELDS if field.is_personal)


def is_field(name: str) -> bool:
    """True for a meaning a mapping may give to a column."""
    return name in BY_NAME or name == IGNORED or name.startswith(TICKS)
