//! VISCII 1.1 (RFC 1456): one byte a letter, six capitals in the place of control signs.

/// The letters of the bytes 0x80 to 0xFF.
const UPPER: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

/// The capitals among the control signs.
const LOW: [(u8, char); 6] = [(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1e, 'Ỵ')];

/// Returns the letters that `bytes` stand for.
pub(super) fn decode(bytes: &[u8]) -> String {
    let upper: Vec<char> = UPPER.chars().collect();
    let letter = |byte: u8| match byte {
        0x80.. => upper.get(usize::from(byte) - 0x80).copied(),
        _ => LOW.iter().find(|(code, _)| *code == byte).map(|(_, letter)| *letter),
    };
    bytes.iter().map(|&byte| letter(byte).unwrap_or(char::from(byte))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_upper_byte_has_its_letter() {
        assert_eq!(UPPER.chars().count(), 128);
        assert_eq!(decode(b"\xd0i\xabu 1. V\xe5n ph\xf2ng"), "Điều 1. Văn phòng");
        assert_eq!(decode(b"\x06"), "Ẫ");
    }
}
