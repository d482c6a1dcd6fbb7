const NO_CODE = 422;

/** Sends one command to a far end; says aloud what did not work. */
export async function send(device, command) {
  const response = await fetch('/do', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ device, ...command }),
  }).catch(() => undefined);
  if (response?.status === NO_CODE) say('没读出码：要先装 poppler-utils 和 zbar-tools');
  else if (response?.ok !== true) say('没做成：那头的程序没有回答');
}

const said = document.querySelector('#said');

/** For a screen reader and for whoever looks at the foot of the page. */
export function say(sentence) {
  said.textContent = sentence;
}
