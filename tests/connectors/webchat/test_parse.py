from connectors.conversations import now
from connectors.webchat import parse
from connectors.webchat.payloads import SentMessage


def key_of(sent):
    message = parse.as_inbound(
        sent, conversation_id="c", user_key="0" * 64, sent_at=now(), title=None
    )
    return message.message_key


class TestAsInbound:
    def test_the_same_id_is_the_same_message_in_its_conversation_only(self):
        sent = SentMessage(text="khai sinh", id="abcd-efgh")
        assert key_of(sent) == key_of(sent)
        assert ":c:" in key_of(sent)

    def test_without_an_id_every_sending_is_a_message_of_its_own(self):
        sent = SentMessage(text="khai sinh")
        assert key_of(sent) != key_of(sent)


class TestSentId:
    def test_the_page_gets_back_the_id_it_gave(self):
        assert parse.sent_id(key_of(SentMessage(text="khai sinh", id="abcd-efgh"))) == "abcd-efgh"
