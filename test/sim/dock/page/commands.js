/** Nothing could be read off the paper: whoever sent it there says so. */
export const NO_CODE = 422;

/** Sends one command to a far end; says aloud what did not work. Answers the status, undefined without an answer. */
export async function send(device, command) {
  const response = await fetch('/do', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ device, ...command }),
  }).catch(() => undefined);
  const status = response?.status;
  if (response?.ok !== true && status !== NO_CODE) say('没做成：那头的程序没有回答');
  return status;
}

const said = document.querySelector('#said');

/** For a screen reader and for whoever looks at the foot of the page. */
export function say(sentence) {
  said.textContent = sentence;
}
