// libcurl's variadic functions, one plain function for each kind of value.
#include <curl/curl.h>

#pragma clang assume_nonnull begin

typedef size_t (*fm_data_callback)(char *buffer, size_t size, size_t count, void *_Nullable context);
typedef curl_socket_t (*fm_opensocket_callback)(void *_Nullable context, curlsocktype purpose, struct curl_sockaddr *address);
typedef int (*fm_prereq_callback)(void *_Nullable context, char *primary_ip, char *local_ip, int primary_port, int local_port);
typedef int (*fm_socket_callback)(CURL *easy, curl_socket_t fd, int what, void *_Nullable context, void *_Nullable socket_context);
typedef int (*fm_timer_callback)(CURLM *multi, long timeout_ms, void *_Nullable context);
typedef int (*fm_progress_callback)(void *_Nullable context, curl_off_t dltotal, curl_off_t dlnow, curl_off_t ultotal, curl_off_t ulnow);

static inline CURLcode fm_easy_set_long(CURL *e, CURLoption o, long v) { return curl_easy_setopt(e, o, v); }
static inline CURLcode fm_easy_set_off(CURL *e, CURLoption o, curl_off_t v) { return curl_easy_setopt(e, o, v); }
static inline CURLcode fm_easy_set_string(CURL *e, CURLoption o, const char *_Nullable v) { return curl_easy_setopt(e, o, v); }
static inline CURLcode fm_easy_set_pointer(CURL *e, CURLoption o, void *_Nullable v) { return curl_easy_setopt(e, o, v); }
static inline CURLcode fm_easy_set_list(CURL *e, CURLoption o, struct curl_slist *_Nullable v) { return curl_easy_setopt(e, o, v); }
static inline CURLcode fm_easy_set_data(CURL *e, CURLoption o, fm_data_callback v) { return curl_easy_setopt(e, o, v); }
static inline CURLcode fm_easy_set_opensocket(CURL *e, fm_opensocket_callback v) { return curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, v); }
static inline CURLcode fm_easy_set_prereq(CURL *e, fm_prereq_callback v) { return curl_easy_setopt(e, CURLOPT_PREREQFUNCTION, v); }
static inline CURLcode fm_easy_set_progress(CURL *e, fm_progress_callback v) { return curl_easy_setopt(e, CURLOPT_XFERINFOFUNCTION, v); }
static inline CURLcode fm_easy_get_long(CURL *e, CURLINFO i, long *v) { return curl_easy_getinfo(e, i, v); }
static inline CURLcode fm_easy_get_off(CURL *e, CURLINFO i, curl_off_t *v) { return curl_easy_getinfo(e, i, v); }
static inline CURLcode fm_easy_get_string(CURL *e, CURLINFO i, char *_Nullable *_Nonnull v) { return curl_easy_getinfo(e, i, v); }
static inline CURLcode fm_easy_get_pointer(CURL *e, CURLINFO i, void *_Nullable *_Nonnull v) { return curl_easy_getinfo(e, i, v); }
static inline CURLMcode fm_multi_set_long(CURLM *m, CURLMoption o, long v) { return curl_multi_setopt(m, o, v); }
static inline CURLMcode fm_multi_set_pointer(CURLM *m, CURLMoption o, void *_Nullable v) { return curl_multi_setopt(m, o, v); }
static inline CURLMcode fm_multi_set_socket(CURLM *m, fm_socket_callback v) { return curl_multi_setopt(m, CURLMOPT_SOCKETFUNCTION, v); }
static inline CURLMcode fm_multi_set_timer(CURLM *m, fm_timer_callback v) { return curl_multi_setopt(m, CURLMOPT_TIMERFUNCTION, v); }
static inline CURLSHcode fm_share_set_long(CURLSH *s, CURLSHoption o, long v) { return curl_share_setopt(s, o, v); }

/// Whether it was built with HTTP/3.
static inline int fm_has_http3(void) { return (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_HTTP3) != 0; }

/// The next finished transfer, from the union inside CURLMsg. 0 when there is none.
static inline int fm_multi_done(CURLM *m, CURL *_Nullable *_Nonnull easy, CURLcode *result) {
  int left;
  CURLMsg *message;
  while ((message = curl_multi_info_read(m, &left))) {
    if (message->msg == CURLMSG_DONE) {
      *easy = message->easy_handle;
      *result = message->data.result;
      return 1;
    }
  }
  return 0;
}

#pragma clang assume_nonnull end
